/**
 * From values to an ONNX model: takes what leads to the results and nothing else, computes what is written twice
 * only once, and names everything.
 */
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from '../../onnx/onnx-model.ts';
import { at } from './layout.ts';
import { type ConstantData, type GraphBody, type GraphNode, ints, type Source, type Value } from './value.ts';

export interface CompiledGraph {
  readonly model: OnnxModel;
  /** Names of the inputs that the results depend on; only these may be fed. */
  readonly inputs: readonly string[];
}

interface NamedNode {
  readonly node: GraphNode;
  readonly inputs: readonly string[];
  readonly names: readonly string[];
  readonly used: Set<number>;
  readonly body: GraphWriter | undefined;
}

/** `results` are named for the caller; no name of an input may be among them. */
export function compileGraph(results: Readonly<Record<string, Value>>): CompiledGraph {
  const writer = new GraphWriter();
  for (const [name, value] of Object.entries(results)) writer.result(name, value);
  return writer.finish();
}

/** Operators that the runtime wants all outputs of. */
const COMPLETE: ReadonlySet<string> = new Set(['TopK', 'Split']);

/** Constants up to this many elements are compared by content. */
const SMALL = 64;

/** What the graph and the bodies inside it have in common: ONNX sees what lies around a body from within. */
class Surroundings {
  readonly constants = new Map<string, string>();
  /** Large arrays by the order in which they came; one array may be seen in several shapes. */
  readonly arrays = new Map<ConstantData, number>();
  readonly initializers: OnnxTensor[] = [];
  readonly inputs = new Map<string, OnnxValueInfo>();
  nodes = 0;
}

class GraphWriter {
  private readonly names = new Map<GraphNode, NamedNode>();
  private readonly byContent = new Map<string, NamedNode>();
  private readonly nodes: NamedNode[] = [];
  private readonly parameters = new Map<Source, OnnxValueInfo>();
  private readonly outputs: OnnxValueInfo[] = [];
  private readonly resultNames = new Map<string, string>();
  private readonly copies: OnnxNode[] = [];

  constructor(
    private readonly around = new Surroundings(),
    private readonly parent?: GraphWriter,
  ) {}

  result(name: string, value: Value): void {
    this.visit(value);
    const source = this.nameOf(value);
    const isOwn = value.source.kind === 'node' && this.names.has(value.source.node);
    if (isOwn && !this.resultNames.has(source)) this.resultNames.set(source, name);
    else {
      // Inputs, constants and what is already a result under another name.
      this.copies.push({
        name: `result/${name}`,
        operator: 'Identity',
        inputs: [source],
        outputs: [name],
        attributes: {},
      });
    }
    this.outputs.push({ name, element: value.element, shape: value.shape });
  }

  finish(): CompiledGraph {
    const { initializers, inputs } = this.around;
    const model: OnnxModel = {
      irVersion: 10,
      opset: 21,
      producer: 'layerloom',
      producerVersion: '',
      doc: '',
      metadata: {},
      graph: { ...this.graph('program'), initializers, inputs: [...inputs.values()] },
    };
    return { model, inputs: [...inputs.keys()] };
  }

  /** Without what belongs to the surroundings. */
  private graph(name: string): OnnxGraph {
    const nodes = this.nodes.map((named): OnnxNode => {
      const { node, inputs, names, used, body } = named;
      return {
        name: at(names, 0),
        ...operatorOf(node),
        inputs: inputs.map((input) => this.final(input)),
        // A first output cannot be left out, even where only a later one is wanted.
        outputs: withoutEmptyEnd(
          names.map((output, index) =>
            index === 0 || used.has(index) || COMPLETE.has(node.operator) ? this.final(output) : '',
          ),
        ),
        attributes: node.attributes,
        ...(body && this.loop(named, body)),
      };
    });
    const copies = this.copies.map((copy) => ({
      ...copy,
      inputs: copy.inputs.map((input) => this.final(input)),
    }));
    return {
      name,
      nodes: [...nodes, ...copies],
      initializers: [],
      inputs: [...this.parameters.values()],
      outputs: this.outputs,
    };
  }

  /** A loop keeps of each item only what somebody reads; its states must all stay. */
  private loop(
    { node, names, used }: NamedNode,
    body: GraphWriter,
  ): Pick<OnnxNode, 'outputs' | 'attributes'> {
    const { num_scan_inputs: items, scan_output_directions: directions } = node.attributes;
    const states = node.inputs.length - (items?.type === 'int' ? items.value : 0);
    const isRead = (_: unknown, index: number) => index < states || used.has(index);
    const graph = body.graph(`${at(names, 0)}/body`);
    const kept = directions?.type === 'ints' ? directions.value : [];
    return {
      outputs: names.filter(isRead).map((output) => this.final(output)),
      attributes: {
        ...node.attributes,
        scan_output_directions: ints(kept.filter((_, place) => isRead(_, place + states))),
        body: { type: 'graph', value: { ...graph, outputs: graph.outputs.filter(isRead) } },
      },
    };
  }

  /** The name under which the file knows a value: results have the caller's. */
  private final(name: string): string {
    return this.resultNames.get(name) ?? this.parent?.final(name) ?? name;
  }

  private find(node: GraphNode): NamedNode | undefined {
    return this.names.get(node) ?? this.parent?.find(node);
  }

  /** Writes every node that `value` needs, producers first. Deep graphs would overflow a recursion. */
  private visit(value: Value): void {
    if (value.source.kind !== 'node') return;
    const stack: GraphNode[] = [value.source.node];
    while (stack.length > 0) {
      const node = at(stack, stack.length - 1);
      if (this.find(node)) {
        stack.pop();
        continue;
      }
      const waiting: GraphNode[] = [];
      for (const input of [...node.inputs, ...(node.body?.captured ?? [])]) {
        if (input?.source.kind === 'node' && !this.find(input.source.node)) waiting.push(input.source.node);
      }
      if (waiting.length > 0) stack.push(...waiting.reverse());
      else {
        stack.pop();
        this.write(node);
      }
    }
  }

  private write(node: GraphNode): void {
    const inputs = node.inputs.map((input) => (input === undefined ? '' : this.nameOf(input)));
    const number = this.around.nodes;
    const key = JSON.stringify([node.operator, inputs, node.attributes, node.body ? number : '']);
    let named = this.byContent.get(key);
    if (!named) {
      this.around.nodes += 1;
      const name = `${node.operator}_${number}`;
      named = {
        node,
        inputs,
        names: node.outputs.map((_, index) => (index === 0 ? name : `${name}:${index}`)),
        used: new Set(),
        body: node.body && this.writeBody(name, node.body),
      };
      this.byContent.set(key, named);
      this.nodes.push(named);
    }
    this.names.set(node, named);
  }

  private writeBody(name: string, { parameters, results }: GraphBody): GraphWriter {
    const writer = new GraphWriter(this.around, this);
    for (const [index, { source, element, shape }] of parameters.entries()) {
      writer.parameters.set(source, { name: `${name}/in:${index}`, element, shape });
    }
    for (const [index, value] of results.entries()) writer.result(`${name}/out:${index}`, value);
    return writer;
  }

  private nameOf(value: Value): string {
    const { source } = value;
    if (source.kind === 'node') {
      const named = this.find(source.node);
      if (!named) throw new Error(`${source.node.operator} is used before it is written.`);
      named.used.add(source.output);
      return at(named.names, source.output);
    }
    if (source.kind === 'parameter') return this.parameterName(source);
    const { inputs, constants, initializers } = this.around;
    if (source.kind === 'input') {
      inputs.set(source.name, { name: source.name, element: value.element, shape: value.shape });
      return source.name;
    }
    const { data } = source;
    const key =
      data.length <= SMALL
        ? `${value.element} ${value.shape.join()}: ${Array.from(data, exact).join()}`
        : `${value.element} ${value.shape.join()}: #${this.numberOf(data)}`;
    let name = constants.get(key);
    if (name === undefined) {
      name = `constant_${constants.size}`;
      constants.set(key, name);
      initializers.push({ name, element: value.element, dims: value.shape, data });
    }
    return name;
  }

  private parameterName(source: Source): string {
    const name = this.parameters.get(source)?.name ?? this.parent?.parameterName(source);
    if (name === undefined) throw new Error('A parameter is used outside its body.');
    return name;
  }

  private numberOf(data: ConstantData): number {
    const { arrays } = this.around;
    const number = arrays.get(data) ?? arrays.size;
    arrays.set(data, number);
    return number;
  }
}

/** Operators of other domains than the standard's are written `domain:operator`. */
function operatorOf({ operator }: GraphNode): Pick<OnnxNode, 'operator' | 'domain'> {
  const [domain = '', name] = operator.split(':');
  return name === undefined ? { operator } : { operator: name, domain };
}

/** WebGPU takes an output without a name for one that is wanted. */
function withoutEmptyEnd(names: readonly string[]): string[] {
  let end = names.length;
  while (end > 0 && names[end - 1] === '') end--;
  return names.slice(0, end);
}

/** As String, but tells -0 from 0. */
function exact(value: number | bigint): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
