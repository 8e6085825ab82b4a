/** From a drawn network to a model: the layers that lead to an Output, in the order in which they compute. */
import type { DatasetDescription } from '../data/dataset.ts';
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import type { Issue } from '../issues/issue.ts';
import type { LayerDefinition, NonEmpty } from '../layers/layer.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LayerAnalysis, NetworkAnalysis } from '../shape/analysis.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { inputField, outputField } from '../shape/bind-fields.ts';
import { withoutBypassed } from '../shape/bypass.ts';
import { buildGraph } from '../shape/graph.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import type { Tensor } from '../tensorflow.ts';
import { LOSS_DEFAULTS, type LossParams } from '../train/losses/loss.ts';
import { findLoss } from '../train/losses/registry.ts';
import type { ForwardResult, Model, ModelInput, ModelOutput, ModelWeight } from './model.ts';

/** A layer ready to be called. */
interface Step {
  readonly id: LayerId;
  readonly role: 'input' | 'layer' | 'output';
  readonly definition: LayerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly frozen: boolean;
  /** Where its inputs come from, in order. */
  readonly sources: readonly { readonly layer: LayerId; readonly output: number }[];
}

type Named<T> = Readonly<Record<string, T>>;

/** Disabled layers take no part. The errors of a network that cannot be trained are the result's error. */
export function buildModel(
  drawn: NetworkDocument,
  dataset?: DatasetDescription,
): Result<Model, readonly Issue[]> {
  const document = withoutBypassed(drawn);
  const analysis = analyzeNetwork(document, { dataset });
  if (!analysis.trainable) {
    return fail(analysis.issues.filter(({ severity }) => severity === 'error'));
  }
  const steps = makeSteps(document, analysis);
  const names = new Map(document.layers.map(({ id, name }) => [id, name]));
  const nameOf = (id: LayerId) => names.get(id) ?? id;
  return ok({
    document,
    analysis,
    inputs: steps
      .filter(({ role }) => role === 'input')
      .map((step): ModelInput => {
        const name = String(step.params.field ?? '');
        const field = dataset && inputField(name, dataset);
        return {
          layer: step.id,
          name: nameOf(step.id),
          field: field?.name ?? name,
          type: onlyType(step.id, analysis.layers.get(step.id)?.outputs),
        };
      }),
    outputs: steps
      .filter(({ role }) => role === 'output')
      .map((step): ModelOutput => {
        const name = String(step.params.field ?? '');
        const field = dataset && outputField(name, dataset);
        return {
          layer: step.id,
          name: nameOf(step.id),
          field: field?.name ?? name,
          loss: String(step.params.loss),
          lossParams: lossParamsOf(step.params),
          lossWeight: Number(step.params.lossWeight ?? 1),
          type: onlyType(step.id, analysis.layers.get(step.id)?.inputs),
        };
      }),
    weights: steps.flatMap(({ id }) =>
      (analysis.layers.get(id)?.weights ?? []).map(
        (weight): ModelWeight => ({ ...weight, id: weightId(id, weight.name), layer: id }),
      ),
    ),
    forward: (context, inputs, weights) => forward(steps, context, inputs, weights),
  });
}

function lossParamsOf(params: Readonly<Record<string, unknown>>): Partial<LossParams> {
  const names = findLoss(String(params.loss)).params ?? [];
  return Object.fromEntries(names.map((name) => [name, Number(params[name] ?? LOSS_DEFAULTS[name])]));
}

/** `conv2d-1/kernel`. */
function weightId(layer: LayerId, weight: string): string {
  return `${layer}/${weight}`;
}

function makeSteps(document: NetworkDocument, analysis: NetworkAnalysis): Step[] {
  const graph = buildGraph(document);
  const links = new Map(document.links.map((link) => [link.id, link]));
  return graph.order
    .filter((id) => graph.leadsToOutput.has(id))
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

function onlyType(id: LayerId, types: readonly TensorType[] | undefined): TensorType {
  const [type] = types ?? [];
  if (!type) throw new Error(`Nothing is known of what flows through the layer "${id}".`);
  return type;
}

function forward(
  steps: readonly Step[],
  context: Parameters<Model['forward']>[0],
  inputs: Named<Tensor>,
  weights: Named<Tensor>,
): ForwardResult {
  const values = new Map<LayerId, readonly Tensor[]>();
  const outputs: Record<LayerId, Tensor> = {};
  const logits: Record<LayerId, Tensor> = {};
  const updates: Record<string, Tensor> = {};
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
    context.observe?.(id, given);
    const results = definition.call(
      {
        ...context,
        frozen,
        update: (weight, value) => {
          updates[weightId(id, weight)] = value;
        },
        setLogits: (output, value) => {
          logitsOf.set(output, value);
        },
      },
      params,
      [existing(first, `The layer "${id}" has no input.`), ...others] satisfies NonEmpty<Tensor>,
      (weight) => existing(weights[weightId(id, weight)], `The weight "${weightId(id, weight)}" is missing.`),
    );
    values.set(id, results);
    if (role !== 'output') continue;
    const answer = existing(results[0], `The Output "${id}" gave nothing.`);
    outputs[id] = answer;
    const behind = logitsOf.get(answer);
    if (behind) logits[id] = behind;
  }
  return { outputs, logits, updates };
}

function existing<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new Error(message);
  return value;
}
