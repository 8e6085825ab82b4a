/** Gives nodes that a device computes in a wrong way, or not at all, another form. */
import type { Device } from '../device.ts';
import type { Surface } from '../trace.ts';
import type { FormRule } from './form-rule.ts';
import { fusedBlocks } from './fused-blocks.ts';
import { at } from './layout.ts';
import { type GraphNode, nodeOutputs, type Value } from './value.ts';
import { webgpuForm } from './webgpu-forms.ts';

type Results = Readonly<Record<string, Value>>;

const RULES: Readonly<Partial<Record<Device, (results: Results, surface: Surface) => FormRule | undefined>>> =
  {
    cpu: (results, { channelBlock }) => (channelBlock ? fusedBlocks(results, channelBlock) : undefined),
    webgpu: () => webgpuForm,
  };

export function adaptTo(surface: Surface, results: Results): Results {
  const rule = RULES[surface.device]?.(results, surface);
  if (!rule) return results;
  const adapter = new Adapter(rule);
  return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, adapter.adapt(value)]));
}

class Adapter {
  private readonly adapted = new Map<GraphNode, readonly Value[]>();

  constructor(private readonly rule: FormRule) {}

  /** Producers first. Deep graphs would overflow a recursion. */
  adapt(value: Value): Value {
    if (value.source.kind !== 'node') return value;
    const stack: GraphNode[] = [value.source.node];
    while (stack.length > 0) {
      const node = at(stack, stack.length - 1);
      const waiting = [...node.inputs, ...(node.body?.captured ?? [])].flatMap((input) =>
        input?.source.kind === 'node' && !this.adapted.has(input.source.node) ? [input.source.node] : [],
      );
      if (waiting.length > 0 && !this.adapted.has(node)) stack.push(...waiting);
      else {
        stack.pop();
        if (!this.adapted.has(node)) this.adapted.set(node, this.formOf(node));
      }
    }
    return this.known(value);
  }

  private formOf(node: GraphNode): readonly Value[] {
    const { operator, attributes, outputs, body } = node;
    const inputs = node.inputs.map((input) => input && this.known(input));
    const form = this.rule({ operator, inputs, attributes, outputs }, node);
    if (form && !body) return form;
    return nodeOutputs(operator, inputs, outputs, attributes, body && this.bodyOf(body));
  }

  private bodyOf({ parameters, results, captured }: NonNullable<GraphNode['body']>) {
    return {
      parameters,
      results: results.map((value) => this.adapt(value)),
      captured: captured.map((value) => this.known(value)),
    };
  }

  private known(value: Value): Value {
    const { source, element, shape } = value;
    if (source.kind !== 'node') return value;
    const form = this.adapted.get(source.node);
    if (!form) throw new Error(`${source.node.operator} is used before it is adapted.`);
    // A value may carry another shape than its node promised only through a node of its own.
    return { ...at(form, source.output), element, shape };
  }
}
