/** The layers of a drawn network in the order in which they compute, and their forward pass. */
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import type { LayerDefinition, Masks, NonEmpty } from '../layers/layer.ts';
import type { LayerAnalysis, NetworkAnalysis } from '../shape/analysis.ts';
import type { Graph } from '../shape/graph.ts';
import type { Tensor } from '../tensorflow.ts';
import type { ForwardContext, ForwardResult } from './model.ts';
import { tensorMasks } from './tensor-masks.ts';

/** A layer ready to be called. */
export interface Step {
  readonly id: LayerId;
  readonly role: 'input' | 'layer' | 'output';
  readonly definition: LayerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly frozen: boolean;
  /** Where its inputs come from, in order. */
  readonly sources: readonly { readonly layer: LayerId; readonly output: number }[];
}

type Named<T> = Readonly<Record<string, T>>;

/** `conv2d-1/kernel`. */
export function weightId(layer: LayerId, weight: string): string {
  return `${layer}/${weight}`;
}

/** `wanted` holds, with each layer, all that feed it. */
export function makeSteps(
  document: NetworkDocument,
  graph: Graph,
  analysis: NetworkAnalysis,
  wanted: ReadonlySet<LayerId>,
): Step[] {
  const links = new Map(document.links.map((link) => [link.id, link]));
  return graph.order
    .filter((id) => wanted.has(id))
    .map((id) => {
      const { definition, params, incoming } = usable(id, analysis.layers.get(id));
      return {
        id,
        role: roleOf(definition),
        definition,
        params,
        frozen: graph.layers.get(id)?.frozen ?? false,
        sources: incoming.flatMap((linkId) => {
          const from = links.get(linkId)?.from;
          if (!from) return [];
          const source = usable(from.layer, analysis.layers.get(from.layer));
          const ports = source.definition.ports(source.params).outputs;
          return [{ layer: from.layer, output: ports.findIndex((port) => port.id === from.port) }];
        }),
      };
    });
}

function roleOf({ type }: LayerDefinition): Step['role'] {
  if (type === 'Input') return 'input';
  return type === 'Output' ? 'output' : 'layer';
}

function usable(id: LayerId, layer: LayerAnalysis | undefined) {
  if (!layer?.definition || !layer.params) throw new Error(`The layer "${id}" has not been analysed.`);
  return { definition: layer.definition, params: layer.params, incoming: layer.incoming };
}

export function forward(
  steps: readonly Step[],
  context: ForwardContext,
  inputs: Named<Tensor>,
  weights: Named<Tensor>,
): ForwardResult {
  const values = new Map<LayerId, readonly Tensor[]>();
  const outputs: Record<LayerId, Tensor> = {};
  const logits: Record<LayerId, Tensor> = {};
  const updates: Record<string, Tensor> = {};
  const masks: Record<LayerId, Tensor> = {};
  const losses: Tensor[] = [];
  const masksOf = new Map<LayerId, Masks<Tensor>>();
  const math = tensorMasks(context.tf);
  const logitsOf = new Map<Tensor, Tensor>();
  // What has no input of its own, a constant, takes its batch from the first Input.
  const fed = steps.find(({ role }) => role === 'input');
  for (const { id, role, definition, params, frozen, sources } of steps) {
    const given =
      role === 'input'
        ? [existing(inputs[id], `The input "${id}" was not given.`)]
        : sources.map(({ layer, output }) =>
            existing(values.get(layer)?.[output], `The layer "${layer}" gave no output ${output}.`),
          );
    const [first = fed && inputs[fed.id], ...others] = given;
    const arriving: NonEmpty<Tensor> = [existing(first, `The layer "${id}" has no input.`), ...others];
    const arrivingMasks = sources.map(({ layer, output }) => masksOf.get(layer)?.[output]);
    context.observe?.(id, given);
    const results = definition.call(
      {
        ...context,
        frozen,
        masks: arrivingMasks,
        addLoss: (loss) => {
          losses.push(loss);
        },
        update: (weight, value) => {
          updates[weightId(id, weight)] = value;
        },
        setLogits: (output, value) => {
          logitsOf.set(output, value);
        },
      },
      params,
      arriving,
      (weight) => existing(weights[weightId(id, weight)], `The weight "${weightId(id, weight)}" is missing.`),
    );
    values.set(id, results);
    masksOf.set(id, definition.masking?.carry(math, params, arriving, arrivingMasks) ?? []);
    context.give?.(id, results);
    if (role !== 'output') continue;
    const answer = existing(results[0], `The Output "${id}" gave nothing.`);
    outputs[id] = answer;
    const [mask] = masksOf.get(id) ?? [];
    if (mask) masks[id] = mask;
    const behind = logitsOf.get(answer);
    if (behind) logits[id] = behind;
  }
  return { outputs, logits, masks, losses, updates };
}

function existing<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new Error(message);
  return value;
}
