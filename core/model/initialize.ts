/** The first values of a model's weights: Keras's formulas, numbers that depend on nothing but seed and weight. */
import { createRandom, type Random } from '../data/prng.ts';
import type { TensorData } from '../engine/engine.ts';
import type { Model, ModelWeight } from './model.ts';
import { fillOrthogonal } from './orthogonal.ts';
import { type Initializer, weightSize } from './weight.ts';

/** By weight id. Each weight has a stream of its own, so that editing one layer leaves the others alone. */
export function initialWeights(model: Pick<Model, 'weights'>, seed: number): Record<string, TensorData> {
  return Object.fromEntries(model.weights.map((weight) => [weight.id, initialWeight(weight, seed)]));
}

function initialWeight(weight: ModelWeight, seed: number): TensorData {
  if (weight.values) return { dtype: 'float32', shape: weight.shape, data: Float32Array.from(weight.values) };
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
    case 'lecunUniform':
      fillUniform(data, Math.sqrt(3 / fanIn), random);
      return;
    case 'glorotNormal':
      fillNormal(data, Math.sqrt(2 / (fanIn + fanOut)) / TRUNCATED_DEVIATION, random);
      return;
    case 'heNormal':
      fillNormal(data, Math.sqrt(2 / fanIn) / TRUNCATED_DEVIATION, random);
      return;
    case 'lecunNormal':
      fillNormal(data, Math.sqrt(1 / fanIn) / TRUNCATED_DEVIATION, random);
      return;
    case 'randomUniform': {
      const { minval, maxval } = initializer;
      for (let i = 0; i < data.length; i++) data[i] = minval + (maxval - minval) * random.uniform();
      return;
    }
    case 'randomNormal':
      for (let i = 0; i < data.length; i++) data[i] = initializer.mean + initializer.stddev * random.normal();
      return;
    case 'truncatedNormal':
      fillNormal(data, initializer.stddev, random, initializer.mean);
      return;
    case 'varianceScaling':
      scaleVariance(data, initializer, { fanIn, fanOut }, random);
      return;
    case 'orthogonal':
      fillOrthogonal(data, shape.at(-1) ?? 1, initializer.gain, random);
      return;
    case 'identity':
      fillIdentity(data, shape, initializer.gain);
      return;
    case 'parts':
      fillParts(data, initializer.parts, shape, random);
  }
}

function fillParts(
  data: Float32Array,
  parts: readonly Initializer[],
  shape: readonly number[],
  random: Random,
): void {
  const columns = shape.at(-1) ?? 1;
  const width = columns / parts.length;
  for (const [place, part] of parts.entries()) {
    const values = new Float32Array(data.length / parts.length);
    fill(values, part, [...shape.slice(0, -1), width], random);
    for (const [index, value] of values.entries()) {
      data[Math.floor(index / width) * columns + place * width + (index % width)] = value;
    }
  }
}

/** Keras's VarianceScaling: the variance is `scale` divided by the fan of the mode. */
function scaleVariance(
  data: Float32Array,
  { scale, mode, distribution }: Extract<Initializer, { type: 'varianceScaling' }>,
  { fanIn, fanOut }: { readonly fanIn: number; readonly fanOut: number },
  random: Random,
): void {
  const fan = { fanIn, fanOut, fanAvg: (fanIn + fanOut) / 2 }[mode];
  const deviation = Math.sqrt(scale / Math.max(1, fan));
  if (distribution === 'uniform') fillUniform(data, Math.sqrt(3) * deviation, random);
  else if (distribution === 'truncatedNormal') fillNormal(data, deviation / TRUNCATED_DEVIATION, random);
  else for (let i = 0; i < data.length; i++) data[i] = deviation * random.normal();
}

/** The window's middle passes each channel on; all else is 0. */
function fillIdentity(data: Float32Array, shape: readonly number[], gain: number): void {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const middle = shape.slice(0, -2).reduce((place, size) => place * size + Math.floor((size - 1) / 2), 0);
  for (let i = 0; i < Math.min(rows, columns); i++) data[(middle * rows + i) * columns + i] = gain;
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

/** A normal distribution of this deviation of which what lies beyond two deviations was cut off. */
function fillNormal(data: Float32Array, deviation: number, random: Random, mean = 0): void {
  for (let i = 0; i < data.length; i++) data[i] = mean + truncatedNormal(random) * deviation;
}

/** By rejection, which needs no logarithm: those may differ in their last digit between machines. */
function truncatedNormal(random: Random): number {
  for (;;) {
    const x = 4 * random.uniform() - 2;
    if (isBelowExp(random.uniform(), (x * x) / 2)) return x;
  }
}

/** Wider than the rounding of the polynomials below. */
const MARGIN = 1e-12;

/**
 * Whether `u` is less than `exp(-t)`, for t from 0 to 2. Taylor polynomials of odd degree lie below the
 * exponential and those of even degree above it, which nearly always decides.
 */
function isBelowExp(u: number, t: number): boolean {
  const t2 = t * t;
  const t4 = t2 * t2;
  const below =
    1 - t + t2 * (1 / 2 - t * (1 / 6)) + t4 * (1 / 24 - t * (1 / 120) + t2 * (1 / 720 - t * (1 / 5040)));
  if (u < below - MARGIN) return true;
  if (u > below + t4 * t4 * (1 / 40_320) + MARGIN) return false;
  return u < expOfNegative(t);
}

/** `exp(-t)` for t from 0 to 2 by Taylor's series: sums and products alone, exact to 15 digits. */
function expOfNegative(t: number): number {
  let sum = 1;
  for (let n = 26; n > 0; n--) sum = 1 - (t / n) * sum;
  return sum;
}
