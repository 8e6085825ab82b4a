/** What transposed convolutions have in common. The sizes are Keras's: see `painting`. */
import { convolveBack } from '../../engine/convolve.ts';
import { type Sum, sumsOfAxes } from '../../explain/sum.ts';
import type { Problem } from '../../issues/issue.ts';
import type { WeightSpec } from '../../model/weight.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import { sampleShape, sampleSize, type TensorType } from '../../shape/tensor-type.ts';
import { type Padding, type WindowPads, windowReach } from '../../shape/window.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { biasWeights, kernelWeight } from '../kernel-parameters.ts';
import type { WeightData } from '../layer.ts';
import { checkDilation } from '../sliding-window.ts';
import { asList, asParameter, needsSpatial, spatialNoun } from '../spatial-input.ts';
import { type WindowParams, windowOf } from './convolution.ts';
import { storeBias, storeKernel } from './onnx-convolution.ts';
import { narrow, widen, widenKernel } from './sequence-as-image.ts';

interface TransposedParams extends WindowParams {
  readonly filters: number;
  readonly padding: Padding;
  /** `null`: "same" multiplies the size with the strides, "valid" paints every pattern whole. */
  readonly outputPadding: number | readonly number[] | null;
  readonly useBias: boolean;
}

interface Painting {
  readonly size: readonly number[];
  /** What is cut off the whole of all painted patterns. */
  readonly cut: WindowPads;
  /** What is left empty behind them. */
  readonly gap: readonly number[];
}

function painting(places: readonly number[], params: TransposedParams): Painting {
  const { strides } = windowOf(params);
  const reach = windowReach(windowOf(params));
  const added = params.outputPadding === null ? undefined : asList(params.outputPadding);
  const axes = places.map((length, axis) => {
    const [stride, extent, more] = [strides[axis] ?? 1, reach[axis] ?? 1, added?.[axis]];
    const whole = (length - 1) * stride + extent;
    const size =
      params.padding === 'valid'
        ? whole + (more ?? Math.max(0, stride - extent))
        : more === undefined
          ? length * stride
          : (length - 1) * stride + (extent % 2) + more;
    const total = Math.max(0, whole - size);
    const before = Math.floor(total / 2);
    return { size, before, after: total - before, gap: Math.max(0, size - whole) };
  });
  return {
    size: axes.map(({ size }) => size),
    cut: { before: axes.map(({ before }) => before), after: axes.map(({ after }) => after) },
    gap: axes.map(({ gap }) => gap),
  };
}

export function inferTransposed(
  params: TransposedParams,
  input: TensorType,
): Result<readonly TensorType[], readonly Problem[]> {
  const window = windowOf(params);
  const places = needsSpatial(window.kernelSize.length, input);
  if (!places.ok) return places;
  const problems = [...checkDilation(window), ...checkOutputPadding(params)];
  if (problems.length > 0) return fail(problems);
  const { size } = painting(places.value.size, params);
  if (size.every((length) => length > 0)) {
    return ok([{ dtype: 'float32', shape: [null, ...size, params.filters] }]);
  }
  return fail([nothingLeft(places.value.size, size)]);
}

/** Why there are so many places behind the layer. */
export function transposedSums(params: TransposedParams, { shape }: TensorType): readonly Sum[] {
  const { strides } = windowOf(params);
  const reach = windowReach(windowOf(params));
  const places = sampleShape(shape).slice(0, -1);
  const { size } = painting(places, params);
  return sumsOfAxes(
    places.map((length, axis) => {
      const [stride, extent, result] = [strides[axis] ?? 1, reach[axis] ?? 1, size[axis] ?? 1];
      const whole = (length - 1) * stride + extent;
      if (params.padding === 'same' && params.outputPadding === null)
        return `${length} × ${stride} = ${result}`;
      const rest = result - whole;
      const more = rest === 0 ? '' : rest > 0 ? ` + ${rest}` : ` − ${-rest}`;
      return `(${length} − 1) × ${stride} + ${extent}${more} = ${result}`;
    }),
  );
}

const LET_THE_LAYER_DECIDE = {
  kind: 'set-params',
  label: 'Let the layer decide',
  params: { outputPadding: null },
} as const;

const by = (numbers: readonly number[]) => numbers.join(' × ');

function checkOutputPadding({ outputPadding, strides }: TransposedParams): readonly Problem[] {
  if (outputPadding === null) return [];
  const [added, steps] = [asList(outputPadding), asList(strides)];
  if (added.every((more, axis) => more < (steps[axis] ?? 1))) return [];
  const largest = added.map((more, axis) => Math.min(more, (steps[axis] ?? 1) - 1));
  return [
    {
      code: 'output-padding-too-large',
      severity: 'error',
      message: `The output padding of {layer} (${by(added)}) must be smaller than its strides (${by(steps)}): a whole step more would be one more pattern. Make it smaller, or let the layer decide.`,
      received: by(added),
      expected: `less than ${by(steps)}`,
      param: 'outputPadding',
      remedies: [
        {
          kind: 'set-params',
          label: `Set output padding to ${by(largest)}`,
          params: { outputPadding: asParameter(largest) },
        },
        LET_THE_LAYER_DECIDE,
      ],
    },
  ];
}

function nothingLeft(places: readonly number[], size: readonly number[]): Problem {
  const noun = spatialNoun(places.length);
  return {
    code: 'nothing-left',
    severity: 'error',
    message: `With its output padding, {layer} would make ${by(size)} of the ${by(places)} ${noun} that {source} gives, so nothing would be left. Make the output padding larger, or let the layer decide.`,
    received: by(places),
    expected: `a ${noun} with more places`,
    input: 0,
    param: 'outputPadding',
    remedies: [LET_THE_LAYER_DECIDE],
  };
}

/** The kernel lies [...places, out, in]. */
export function transposedWeights(
  params: TransposedParams & Parameters<typeof kernelWeight>[0] & Parameters<typeof biasWeights>[0],
  { shape }: TensorType,
): readonly WeightSpec[] {
  return [
    kernelWeight(params, [...asList(params.kernelSize), params.filters, shape.at(-1) ?? 1]),
    ...biasWeights(params, [params.filters]),
  ];
}

export function transposedMultiplyAdds({ kernelSize, filters }: TransposedParams, input: TensorType): number {
  return asList(kernelSize).reduce((product, length) => product * length, sampleSize(input.shape) * filters);
}

export function transposed(
  tf: TensorFlow,
  params: TransposedParams,
  x: Tensor,
  weight: (name: string) => Tensor,
): Tensor {
  const { strides, dilationRate } = windowOf(params);
  const { size, cut } = painting(x.shape.slice(1, -1), params);
  const painted =
    x.rank > 3
      ? convolveBack(tf, x, weight('kernel'), { strides, dilationRate, size, cut })
      : narrow(
          tf,
          convolveBack(tf, widen(tf, x), widenKernel(tf, weight('kernel')), {
            strides: [...strides, 1],
            dilationRate: [...dilationRate, 1],
            size: [...size, 1],
            cut: { before: [...cut.before, 0], after: [...cut.after, 0] },
          }),
        );
  return params.useBias ? tf.add(painted, weight('bias')) : painted;
}

export function emitTransposed(
  emitter: OnnxEmitter,
  params: TransposedParams,
  input: OnnxValue,
  weight: (name: string) => WeightData,
): OnnxValue {
  const { kernelSize, strides, dilationRate } = windowOf(params);
  const { size, cut, gap } = painting(sampleShape(input.shape).slice(0, -1), params);
  const kernel = storeKernel(emitter, 'kernel', weight('kernel'));
  const bias = storeBias(emitter, params, weight);
  const x = emitter.channelsFirst(input).name;
  const name = emitter.node('ConvTranspose', bias === undefined ? [x, kernel] : [x, kernel, bias], {
    attributes: {
      kernel_shape: kernelSize,
      strides,
      dilations: dilationRate,
      pads: [...cut.before, ...cut.after],
      // Where patterns do not meet, the last row and column end in the gap.
      output_padding: gap,
    },
  });
  return { name, shape: [null, ...size, params.filters], layout: 'channels-first' };
}
