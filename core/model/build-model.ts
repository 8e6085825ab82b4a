/** From a drawn network to a model: the layers that lead to an Output, in the order in which they compute. */
import type { DatasetDescription } from '../data/dataset.ts';
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import type { Issue } from '../issues/issue.ts';
import { fail, ok, type Result } from '../result.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { inputField, outputField } from '../shape/bind-fields.ts';
import { withoutBypassed } from '../shape/bypass.ts';
import { buildGraph } from '../shape/graph.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import { LOSS_DEFAULTS, type LossParams } from '../train/losses/loss.ts';
import { findLoss } from '../train/losses/registry.ts';
import type { Model, ModelInput, ModelOutput, ModelWeight } from './model.ts';
import { forward, makeSteps, weightId } from './steps.ts';

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
  const graph = buildGraph(document);
  const steps = makeSteps(document, graph, analysis, graph.leadsToOutput);
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

function onlyType(id: LayerId, types: readonly TensorType[] | undefined): TensorType {
  const [type] = types ?? [];
  if (!type) throw new Error(`Nothing is known of what flows through the layer "${id}".`);
  return type;
}
