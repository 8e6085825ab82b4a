/** Runs one layer by itself on numbers that a test writes out. */
import type { TensorData } from '../engine/engine.ts';
import { randomSource } from '../engine/random.ts';
import type { LayerDefinition, NonEmpty } from '../layers/layer.ts';
import { parseParams } from '../layers/parse-params.ts';
import type { Tensor } from '../tensorflow.ts';
import { compute } from './gradient-check.ts';

export interface LayerCall {
  /** What is absent has its default. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly inputs: readonly TensorData[];
  readonly weights?: Readonly<Record<string, TensorData>>;
  readonly training?: boolean;
  /** The run's seed and the step. */
  readonly seed?: readonly [number, number];
}

export interface LayerAnswer {
  readonly outputs: readonly TensorData[];
  /** New values of weights that are not trained. */
  readonly updates: Readonly<Record<string, TensorData>>;
}

export async function callLayer(
  layer: LayerDefinition,
  { params = {}, inputs, weights = {}, training = false, seed = [3, 4] }: LayerCall,
): Promise<LayerAnswer> {
  const parsed = parseParams(layer, params);
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join(' '));
  const feeds: Record<string, TensorData> = { ...weights };
  inputs.forEach((input, index) => {
    feeds[`input ${index}`] = input;
  });
  const results = await compute((tf, given) => {
    const updates: Record<string, Tensor> = {};
    const at = (name: string): Tensor => {
      const tensor = given[name];
      if (!tensor) throw new Error(`The test gives no "${name}".`);
      return tensor;
    };
    const outputs = layer.call(
      {
        tf,
        training,
        frozen: false,
        random: randomSource(tf, tf.tensor1d([...seed], 'int32')),
        update: (name, value) => {
          updates[`update ${name}`] = value;
        },
        setLogits: () => undefined,
      },
      parsed.value,
      inputs.map((_, index) => at(`input ${index}`)) as unknown as NonEmpty<Tensor>,
      at,
    );
    return { ...updates, ...Object.fromEntries(outputs.map((output, index) => [`output ${index}`, output])) };
  }, feeds);
  const named = (prefix: string) => Object.entries(results).filter(([name]) => name.startsWith(prefix));
  return {
    outputs: named('output ').map(([, output]) => output),
    updates: Object.fromEntries(named('update ').map(([name, value]) => [name.slice(7), value])),
  };
}
