/**
 * From values to an ONNX model: takes what leads to the results and nothing else, computes what is written twice
 * only once, and names everything.
 */
import type { OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from '../../onnx/onnx-model.ts';
import { at } from './layout.ts';
import type { ConstantData, GraphNode, Value } from './value.ts';

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
}

/** `results` are named for the caller; no name of an input may be among them. */
export function compileGraph(results: Readonly<Record<string, Value>>): CompiledGraph {
  const writer = new GraphWriter();
  for (const [name, value] of Object.entries(results)) writer.result(name, value);
  return writer.finish();
}

/** Constants up to this many elements are compared by content. */
const SMALL = 64;

class GraphWriter {
  private readonly names = new Map<GraphNode, NamedNode>();
  private readonly byContent = new Map<string, NamedNode>();
  private readonly nodes: NamedNode[] = [];
  private readonly constants = new Map<string, string>();
  /** Large arrays by the order in which they came; one array may be seen in several shapes. */
  private readonly arrays = new Map<ConstantData, number>();
  private readonly initializers: OnnxTensor[] = [];
  private readonly inputs = new Map<string, OnnxValueInfo>();
  private readonly outputs: OnnxValueInfo[] = [];
  private readonly resultNames = new Map<string, string>();
  private readonly copies: OnnxNode[] = [];

  result(name: string, value: Value): void {
    this.visit(value);
    const source = this.nameOf(value);
    if (value.source.kind === 'node' && !this.resultNames.has(source)) this.resultNames.set(source, name);
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
    const final = (name: string) => this.resultNames.get(name) ?? name;
    const nodes = this.nodes.map(
      ({ node, inputs, names, used }): OnnxNode => ({
        name: at(names, 0),
        operator: node.operator,
        inputs: inputs.map(final),
        // A first output cannot be left out, even where only a later one is wanted.
        outputs: names.map((name, index) =>
          index === 0 || used.has(index) || node.operator === 'TopK' ? final(name) : '',
        ),
        attributes: node.attributes,
      }),
    );
    const copies = this.copies.map((copy) => ({ ...copy, inputs: copy.inputs.map(final) }));
    const model: OnnxModel = {
      irVersion: 10,
      opset: 21,
      producer: 'layerloom',
      producerVersion: '',
      doc: '',
      metadata: {},
      graph: {
        name: 'program',
        nodes: [...nodes, ...copies],
        initializers: this.initializers,
        inputs: [...this.inputs.values()],
        outputs: this.outputs,
      },
    };
    return { model, inputs: [...this.inputs.keys()] };
  }

  /** Writes every node that `value` needs, producers first. Deep graphs would overflow a recursion. */
  private visit(value: Value): void {
    if (value.source.kind !== 'node') return;
    const stack: GraphNode[] = [value.source.node];
    while (stack.length > 0) {
      const node = at(stack, stack.length - 1);
      if (this.names.has(node)) {
        stack.pop();
        continue;
      }
      const waiting: GraphNode[] = [];
      for (const input of node.inputs) {
        if (input?.source.kind === 'node' && !this.names.has(input.source.node))
          waiting.push(input.source.node);
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
    const key = JSON.stringify([node.operator, inputs, node.attributes]);
    let named = this.byContent.get(key);
    if (!named) {
      const name = `${node.operator}_${this.nodes.length}`;
      named = {
        node,
        inputs,
        names: node.outputs.map((_, index) => (index === 0 ? name : `${name}:${index}`)),
        used: new Set(),
      };
      this.byContent.set(key, named);
      this.nodes.push(named);
    }
    this.names.set(node, named);
  }

  private nameOf(value: Value): string {
    const { source } = value;
    if (source.kind === 'node') {
      const named = this.names.get(source.node);
      if (!named) throw new Error(`${source.node.operator} is used before it is written.`);
      named.used.add(source.output);
      return at(named.names, source.output);
    }
    if (source.kind === 'input') {
      this.inputs.set(source.name, { name: source.name, element: value.element, shape: value.shape });
      return source.name;
    }
    const { data } = source;
    const key =
      data.length <= SMALL
        ? `${value.element} ${value.shape.join()}: ${Array.from(data, exact).join()}`
        : `${value.element} ${value.shape.join()}: #${this.numberOf(data)}`;
    let name = this.constants.get(key);
    if (name === undefined) {
      name = `constant_${this.constants.size}`;
      this.constants.set(key, name);
      this.initializers.push({ name, element: value.element, dims: value.shape, data });
    }
    return name;
  }

  private numberOf(data: ConstantData): number {
    const number = this.arrays.get(data) ?? this.arrays.size;
    this.arrays.set(data, number);
    return number;
  }
}

/** As String, but tells -0 from 0. */
function exact(value: number | bigint): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
