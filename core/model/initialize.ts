/** The first values of a model's weights: Keras's formulas, numbers that depend on nothing but seed and weight. */
import { createRandom, type Random } from '../data/prng.ts';
import type { TensorData } from '../engine/engine.ts';
import type { Model, ModelWeight } from './model.ts';
import { type Initializer, weightSize } from './weight.ts';

/** By weight id. Each weight has a stream of its own, so that editing one layer leaves the others alone. */
export function initialWeights(model: Pick<Model, 'weights'>, seed: number): Record<string, TensorData> {
  return Object.fromEntries(model.weights.map((weight) => [weight.id, initialWeight(weight, seed)]));
}

function initialWeight(weight: ModelWeight, seed: number): TensorData {
  const data = new Float32Array(weightSize(weight));
  fill(data, weight.initializer, weight.shape, createRandom(seed, 'weights', weight.id));
  return { dtype: 'float32', shape: weight.shape, data };
}

function fill(data: Float32Array, initializer: Initializer, shape: readonly number[], random: Random): void {
  const { fanIn, fanOut } = fans(shape);
  switch (initializer.type) {
    case 'zeros':
      return;
    case 'ones':
      data.fill(1);
      return;
    case 'constant':
      data.fill(initializer.value);
      return;
    case 'glorotUniform':
      fillUniform(data, Math.sqrt(6 / (fanIn + fanOut)), random);
      return;
    case 'heUniform':
      fillUniform(data, Math.sqrt(6 / fanIn), random);
      return;
    case 'glorotNormal':
      fillNormal(data, Math.sqrt(2 / (fanIn + fanOut)), random);
      return;
    case 'heNormal':
      fillNormal(data, Math.sqrt(2 / fanIn), random);
      return;
    case 'lecunNormal':
      fillNormal(data, Math.sqrt(1 / fanIn), random);
  }
}

/** How many numbers meet in one output, and to how many outputs one number goes, as Keras counts them. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const [only = 1] = shape;
  if (shape.length < 2) return { fanIn: only, fanOut: only };
  const window = shape.slice(0, -2).reduce((product, dimension) => product * dimension, 1);
  return { fanIn: (shape.at(-2) ?? 1) * window, fanOut: (shape.at(-1) ?? 1) * window };
}

function fillUniform(data: Float32Array, limit: number, random: Random): void {
  for (let i = 0; i < data.length; i++) data[i] = (2 * random.uniform() - 1) * limit;
}

/** What is left of a normal distribution's deviation when it is cut off at two deviations. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

/** A normal distribution of this deviation after what lies beyond two deviations was cut off. */
function fillNormal(data: Float32Array, deviation: number, random: Random): void {
  const scale = deviation / TRUNCATED_DEVIATION;
  for (let i = 0; i < data.length; i++) data[i] = truncatedNormal(random) * scale;
}

/** By rejection, which needs no logarithm: those may differ in their last digit between machines. */
function truncatedNormal(random: Random): number {
  for (;;) {
    const x = 4 * random.uniform() - 2;
    if (random.uniform() < expOfNegative((x * x) / 2)) return x;
  }
}

/** `exp(-t)` for t from 0 to 2 by Taylor's series: sums and products alone, exact to 15 digits. */
function expOfNegative(t: number): number {
  let sum = 1;
  for (let n = 26; n > 0; n--) sum = 1 - (t / n) * sum;
  return sum;
}
