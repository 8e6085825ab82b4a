/** How much memory a graph needs when it runs, from the shapes of its values and from when each is last used. */
import { at } from './layout.ts';
import type { Element, GraphNode, Value, ValueType } from './value.ts';
import { sizeOf } from './value.ts';

const BYTES: Readonly<Record<Element, number>> = { float32: 4, int32: 4, uint32: 4, int64: 8, bool: 1 };

/** What these give out is what they were given, seen in another way. */
const VIEWS: ReadonlySet<string> = new Set(['Reshape', 'Identity', 'Squeeze', 'Unsqueeze', 'Flatten']);

/**
 * What onnxruntime takes beside the values, measured (docs/engines.md): its arena grows in steps and convolutions copy
 * windows, so that values take a quarter more; each node is kept in several forms; the new state lies in a copy for
 * the next step, in one for undoing, and half the time in garbage.
 */
const ARENA = 1.25;
const COPIES_OF_RESULTS = 2.5;
const BYTES_OF_NODE = 16_000;
const BYTES_OF_SESSION = 5_000_000;

/** Bytes that it takes to load a graph and to run it again and again. */
export function bytesToRun(results: Readonly<Record<string, Value>>): number {
  const values = Object.values(results);
  const copied = values.reduce((sum, value) => sum + bytesOf(value), 0);
  const nodes = inOrder(values).length;
  return ARENA * peakBytes(results) + COPIES_OF_RESULTS * copied + BYTES_OF_NODE * nodes + BYTES_OF_SESSION;
}

/**
 * Bytes at the fullest moment, beside what the caller holds already: values between the nodes, and the results, of
 * which the caller gets copies.
 */
export function peakBytes(results: Readonly<Record<string, Value>>): number {
  const order = inOrder(Object.values(results));
  const held = new Holdings();
  for (const [place, node] of order.entries()) {
    for (const input of inputsOf(node)) held.use(input, place);
  }
  for (const value of Object.values(results)) held.use(value, Number.POSITIVE_INFINITY);
  let now = 0;
  let peak = 0;
  for (const [place, node] of order.entries()) {
    now += held.bytesOf(node);
    peak = Math.max(peak, now);
    now -= held.freedAfter(place);
  }
  const copies = Object.values(results).reduce((sum, value) => sum + bytesOf(value), 0);
  return Math.max(peak, now + copies);
}

/** Who is used last when. Views count for what they show. */
class Holdings {
  private readonly lastUse = new Map<GraphNode, number>();
  private freed: Map<number, number> | undefined;

  use(value: Value, place: number): void {
    const holder = holderOf(value);
    if (holder) this.lastUse.set(holder, Math.max(place, this.lastUse.get(holder) ?? 0));
  }

  bytesOf(node: GraphNode): number {
    if (VIEWS.has(node.operator)) return 0;
    const body = node.body ? peakBytes(Object.fromEntries(node.body.results.entries())) : 0;
    return node.outputs.reduce((sum, output) => sum + bytesOf(output), body);
  }

  freedAfter(place: number): number {
    this.freed ??= this.sumByPlace();
    return this.freed.get(place) ?? 0;
  }

  private sumByPlace(): Map<number, number> {
    const sums = new Map<number, number>();
    for (const [node, place] of this.lastUse) sums.set(place, (sums.get(place) ?? 0) + this.bytesOf(node));
    return sums;
  }
}

function holderOf(value: Value): GraphNode | undefined {
  let { source } = value;
  while (source.kind === 'node' && VIEWS.has(source.node.operator)) {
    const [shown] = source.node.inputs;
    if (!shown) break;
    source = shown.source;
  }
  return source.kind === 'node' ? source.node : undefined;
}

/** Producers first. */
function inOrder(values: readonly Value[]): GraphNode[] {
  const order: GraphNode[] = [];
  const done = new Set<GraphNode>();
  const stack = values.flatMap(({ source }) => (source.kind === 'node' ? [source.node] : [])).reverse();
  while (stack.length > 0) {
    const node = at(stack, stack.length - 1);
    const waiting = inputsOf(node).flatMap(({ source }) =>
      source.kind === 'node' && !done.has(source.node) ? [source.node] : [],
    );
    if (!done.has(node) && waiting.length > 0) stack.push(...waiting.reverse());
    else {
      stack.pop();
      if (!done.has(node)) order.push(node);
      done.add(node);
    }
  }
  return order;
}

function inputsOf({ inputs, body }: GraphNode): Value[] {
  return [...inputs, ...(body?.captured ?? [])].flatMap((input) => (input ? [input] : []));
}

function bytesOf({ element, shape }: ValueType): number {
  return sizeOf(shape) * BYTES[element];
}
