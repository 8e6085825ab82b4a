/** Measures on the training samples what layers want to know of them before training, as Keras's `adapt` does. */
import { batches } from '../data/batches.ts';
import { type ColumnStatistics, collectStatistics } from '../data/statistics.ts';
import type { LayerId } from '../document/schema.ts';
import type { Engine, Program, TensorData } from '../engine/engine.ts';
import { randomSource } from '../engine/random.ts';
import type { LayerDefinition } from '../layers/layer.ts';
import type { Model, ModelWeight } from '../model/model.ts';
import type { Tensor } from '../tensorflow.ts';
import { inputFeeds } from './feeds.ts';
import { inputName } from './program-names.ts';
import { ProgramRunner } from './program-runner.ts';
import type { TrainingData } from './training-data.ts';

type Weights = Readonly<Record<string, TensorData>>;
type Samples = Pick<TrainingData, 'dataset' | 'preprocessing' | 'train'>;

const BATCH = 256;
const SEEN = 'seen';

/** The weights, with those that are measured; in the order of the network, since one may change what the next sees. */
export async function adaptWeights(
  engine: Engine,
  model: Model,
  samples: Samples,
  weights: Weights,
): Promise<Weights> {
  let adapted = weights;
  for (const { layer, adapt, unknown } of measuredLayers(model)) {
    const numbers = adapt(await measure(engine, model, samples, adapted, layer));
    const measured = unknown.flatMap(({ id, name, shape }) => {
      const values = numbers[name];
      return values ? [[id, { dtype: 'float32', shape, data: Float32Array.from(values) }] as const] : [];
    });
    adapted = { ...adapted, ...Object.fromEntries(measured) };
  }
  return adapted;
}

interface MeasuredLayer {
  readonly layer: LayerId;
  readonly adapt: (columns: readonly ColumnStatistics[]) => ReturnType<NonNullable<LayerDefinition['adapt']>>;
  /** Its weights whose numbers nobody has typed in. */
  readonly unknown: readonly ModelWeight[];
}

function measuredLayers(model: Model): readonly MeasuredLayer[] {
  return model.analysis.order.flatMap((layer): MeasuredLayer[] => {
    const { definition, params } = model.analysis.layers.get(layer) ?? {};
    const unknown = model.weights.filter((weight) => weight.layer === layer && weight.values === undefined);
    if (!definition?.adapt || !params || unknown.length === 0) return [];
    const { adapt } = definition;
    return [{ layer, unknown, adapt: (columns) => adapt(params, columns) }];
  });
}

/** Statistics of what reaches the layer, for each place of its last dimension. */
async function measure(
  engine: Engine,
  model: Model,
  { dataset, preprocessing, train }: Samples,
  weights: Weights,
  layer: LayerId,
): Promise<readonly ColumnStatistics[]> {
  const [type] = model.analysis.layers.get(layer)?.inputs ?? [];
  const collector = collectStatistics(type?.shape.at(-1) ?? 1);
  const session = await engine.open(weights);
  try {
    const runner = new ProgramRunner(session, observeProgram(model, layer));
    const fields = [...new Set(model.inputs.map(({ field }) => field))];
    for await (const batch of batches(dataset, train, BATCH, fields)) {
      const feeds = inputFeeds(model, batch, preprocessing);
      const { [SEEN]: seen } = await (await runner.prepare(feeds)).run(feeds);
      collector.add(seen?.data ?? []);
    }
    return collector.result();
  } finally {
    await session.release();
  }
}

/** What reaches the layer outside training. */
function observeProgram(model: Model, observed: LayerId): Program {
  return {
    name: 'observe',
    state: model.weights.map(({ id }) => id),
    body: (tf, inputs, state) => {
      let seen: Tensor | undefined;
      const random = randomSource(tf, tf.tensor1d([0, 0], 'int32'));
      const observe = (layer: LayerId, [first]: readonly Tensor[]) => {
        if (layer === observed) seen = first;
      };
      const fed = Object.fromEntries(
        model.inputs.flatMap(({ layer }) => {
          const tensor = inputs[inputName(layer)];
          return tensor ? [[layer, tensor]] : [];
        }),
      );
      model.forward({ tf, training: false, random, observe }, fed, state);
      if (!seen) throw new Error(`Nothing reaches the layer "${observed}".`);
      return { outputs: { [SEEN]: tf.clone(seen) }, state: {} };
    },
  };
}
