/** A loop inside the graph: one body for all items of sequences, with states that go from one item to the next. */
import { at } from './layout.ts';
import {
  type GraphNode,
  int,
  ints,
  nodeOutputs,
  parameter,
  type Source,
  sameDimensions,
  type Value,
} from './value.ts';

export interface Step {
  /** As many as came in, of the same shapes. */
  readonly states: readonly Value[];
  /** Of one item. */
  readonly outputs: readonly Value[];
}

/** Items lie along the first dimension. `reverse` goes through them from the last; outputs keep their places. */
export function scan(
  states: readonly Value[],
  sequences: readonly Value[],
  reverse: boolean,
  step: (states: readonly Value[], items: readonly Value[]) => Step,
): Step {
  const length = at(at(sequences, 0).shape, 0);
  const before = states.map(parameter);
  const items = sequences.map(({ element, shape }) => parameter({ element, shape: shape.slice(1) }));
  const after = step(before, items);
  for (const [index, { shape }] of after.states.entries()) {
    const expected = at(states, index).shape;
    if (sameDimensions(shape, expected)) continue;
    throw new Error(
      `A step of a loop makes [${shape.join(', ')}] of a state of [${expected.join(', ')}]. States keep their shapes.`,
    );
  }
  const parameters = [...before, ...items];
  const results = [...after.states, ...after.outputs];
  const direction = reverse ? 1 : 0;
  const values = nodeOutputs(
    'Scan',
    [...states, ...sequences],
    [...after.states, ...after.outputs.map(({ element, shape }) => ({ element, shape: [length, ...shape] }))],
    {
      num_scan_inputs: int(sequences.length),
      scan_input_directions: ints(sequences.map(() => direction)),
      scan_output_directions: ints(after.outputs.map(() => direction)),
    },
    { parameters, results, captured: capturedBy(parameters, results) },
  );
  return { states: values.slice(0, states.length), outputs: values.slice(states.length) };
}

/** Where what does not depend on the parameters meets what does: computed once, before the loop. */
function capturedBy(parameters: readonly Value[], results: readonly Value[]): Value[] {
  const own = new Set(parameters.map(({ source }) => source));
  const isInside = (value: Value) => [...parametersOf(value)].some((source) => own.has(source));
  const captured = new Map<Source | GraphNode, Value>();
  const seen = new Set<GraphNode>();
  const stack = [...results];
  for (let value = stack.pop(); value; value = stack.pop()) {
    const { source } = value;
    if (!isInside(value)) captured.set(source.kind === 'node' ? source.node : source, value);
    else if (source.kind === 'node' && !seen.has(source.node)) {
      seen.add(source.node);
      stack.push(...readBy(source.node));
    }
  }
  return [...captured.values()].filter(({ source }) => source.kind === 'node' || source.kind === 'parameter');
}

type Parameters = ReadonlySet<Source>;

const NONE: Parameters = new Set();
const KNOWN = new WeakMap<GraphNode, Parameters>();

/** The parameters, of whichever bodies, that a value depends on. */
function parametersOf({ source }: Value): Parameters {
  if (source.kind === 'parameter') return new Set([source]);
  if (source.kind !== 'node') return NONE;
  const stack = [source.node];
  while (stack.length > 0) {
    const node = at(stack, stack.length - 1);
    const waiting = readBy(node).flatMap((value) =>
      value.source.kind === 'node' && !KNOWN.has(value.source.node) ? [value.source.node] : [],
    );
    if (waiting.length > 0) {
      stack.push(...waiting);
      continue;
    }
    stack.pop();
    const found = new Set<Source>();
    for (const value of readBy(node)) {
      if (value.source.kind === 'parameter') found.add(value.source);
      else if (value.source.kind === 'node') {
        for (const below of KNOWN.get(value.source.node) ?? NONE) found.add(below);
      }
    }
    KNOWN.set(node, found.size > 0 ? found : NONE);
  }
  return KNOWN.get(source.node) ?? NONE;
}

function readBy(node: GraphNode): readonly Value[] {
  const inputs = node.inputs.filter((value) => value !== undefined);
  return node.body ? [...inputs, ...node.body.captured] : inputs;
}
