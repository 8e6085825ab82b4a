import { windowSums } from '../../explain/window-sums.ts';
import type { Problem } from '../../issues/issue.ts';
import type { WeightSpec } from '../../model/weight.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import { float32, formatShape, sameShape, type TensorType } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import {
  convolution,
  convolutionMultiplyAdds,
  inferConvolution,
  windowOf,
} from '../convolution/convolution.ts';
import { filtersParameter, windowParameters2d } from '../convolution/convolution-parameters.ts';
import { emitConvolution, storeBias, storeKernel } from '../convolution/onnx-convolution.ts';
import { counted } from '../counted.ts';
import { defineLayer, type Port, type WeightData } from '../layer.ts';
import { type GateName, gateFunction } from './gate-functions.ts';
import { LSTM_CELL } from './recurrent-cell.ts';
import {
  activationParameter,
  directionParameters,
  dropoutParameters,
  recurrentActivationParameter,
  recurrentWeightParameters,
  returnSequencesParameter,
  returnStateParameter,
  unitForgetBiasParameter,
} from './recurrent-parameters.ts';
import { recurrentWeights } from './recurrent-weights.ts';

const GATES = 4;

const STATES: readonly Port[] = [
  { id: 'hiddenState', label: 'Hidden state' },
  { id: 'cellState', label: 'Cell state' },
];

export const convLstm2d = defineLayer({
  type: 'ConvLSTM2D',
  title: 'ConvLSTM2D',
  category: 'sequence',
  icon: 'film',
  summary: 'Watches a film frame by frame, and remembers where things are.',
  doc: `An LSTM whose products are convolutions: its memory is an image, and every place of it sees a window of the frame
and of what is remembered. It predicts what moves, such as clouds on radar images. Its input are films: frames, height,
width, channels. With every frame, the next ConvLSTM2D can follow; else its output is an image.`,
  formula:
    '\\begin{aligned} i, f, o &= \\sigma(X_t * W + H_{t-1} * U + b) \\\\ C_t &= f \\odot C_{t-1} + i \\odot \\tanh(X_t * W_c + H_{t-1} * U_c + b_c) \\\\ H_t &= o \\odot \\tanh(C_t) \\end{aligned}',
  parameters: {
    filters: filtersParameter,
    ...windowParameters2d,
    returnSequences: returnSequencesParameter,
    activation: activationParameter,
    recurrentActivation: recurrentActivationParameter,
    ...recurrentWeightParameters,
    unitForgetBias: unitForgetBiasParameter,
    ...dropoutParameters,
    returnState: returnStateParameter,
    ...directionParameters,
  },
  describe: ({ filters, kernelSize }) => `${counted(filters, 'filter')}, ${kernelSize.join('×')}`,
  ports: ({ returnState, initialState }) => ({
    inputs: [{ id: 'in', label: 'Input' }, ...(initialState ? STATES : [])],
    outputs: [{ id: 'out', label: 'Output' }, ...(returnState ? STATES : [])],
  }),
  infer: (params, [input, ...given]) => {
    const frame = frameOf(input);
    if (!frame.ok) return frame;
    const image = inferConvolution(gateConvolution(params), frame.value);
    if (!image.ok) return image;
    const [, height = 1, width = 1] = image.value[0]?.shape ?? [];
    const state = float32(null, height, width, params.filters);
    const wrong = given.findIndex(({ shape }) => !sameShape(shape, state.shape));
    if (wrong >= 0) return fail([otherState(state, given[wrong] ?? state, wrong + 1)]);
    const steps = input.shape[1] ?? 1;
    return ok([
      params.returnSequences ? float32(null, steps, height, width, params.filters) : state,
      ...(params.returnState ? [state, state] : []),
    ]);
  },
  weights: (params, [{ shape }]) => {
    const { filters, kernelSize } = params;
    const inWindow = (weight: WeightSpec): WeightSpec =>
      weight.name === 'bias' ? weight : { ...weight, shape: [...kernelSize, ...weight.shape] };
    return recurrentWeights(LSTM_CELL, { ...params, units: filters }, shape[4] ?? 1).map(inWindow);
  },
  multiplyAdds: (params, [{ shape }], [output]) => {
    const [, steps = 1, ...image] = shape;
    const places = params.returnSequences ? output.shape.slice(2) : output.shape.slice(1);
    const state = float32(null, ...places);
    const gates = float32(null, ...places.slice(0, -1), GATES * params.filters);
    const convolved = (input: TensorType) => convolutionMultiplyAdds(gateConvolution(params), input, gates);
    return (steps ?? 1) * (convolved(float32(null, ...image)) + convolved(state));
  },
  call: ({ tf, training, random }, params, [x, ...start], weight) => {
    const [batch = 1, steps = 1, ...image] = x.shape;
    const mask = (rate: number, shape: readonly number[]) =>
      tf.mul(tf.cast(tf.greaterEqual(random.uniform(shape), rate), 'float32'), 1 / (1 - rate));
    const { dropout, recurrentDropout, filters } = params;
    const seen = training && dropout > 0 ? tf.mul(x, mask(dropout, [batch, 1, ...image])) : x;
    const frames = tf.reshape(params.goBackwards ? tf.reverse(seen, 1) : seen, [batch * steps, ...image]);
    const sums = convolution(tf, gateConvolution(params), frames, weight);
    const [, height = 1, width = 1] = sums.shape;
    const given = tf.unstack(tf.reshape(sums, [batch, steps, height, width, GATES * filters]), 1);
    const hiddenMask =
      training && recurrentDropout > 0 ? mask(recurrentDropout, [batch, height, width, filters]) : undefined;
    const remembered = (hidden: Tensor) =>
      convolution(tf, stateConvolution(params), hiddenMask ? tf.mul(hidden, hiddenMask) : hidden, () =>
        weight('recurrentKernel'),
      );
    const zeros: Tensor = tf.zeros([batch, height, width, filters]);
    const [hidden = zeros, cell = zeros] = start;
    let state = { hidden, cell };
    const hiddens = given.map((sum, step) => {
      // Without given states, nothing is remembered before the first step.
      const isEmpty = step === 0 && start.length === 0;
      state = nextState(tf, params, isEmpty ? sum : tf.add(sum, remembered(state.hidden)), state.cell);
      return state.hidden;
    });
    return [
      params.returnSequences ? tf.stack(hiddens, 1) : state.hidden,
      ...(params.returnState ? [state.hidden, state.cell] : []),
    ];
  },
  emitOnnx: emitConvLstm,
  // Each step is an image; the window slides over it.
  explain: (params, [{ dtype, shape }]) =>
    windowSums({ dtype, shape: [null, ...shape.slice(2)] }, windowOf(params)),
  sight: () => 'everything',
  examples: [
    {
      title: 'Films of three frames to an image',
      params: { filters: 2, padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      parameters: 224,
    },
    {
      title: 'Every frame, with its states, backwards',
      params: {
        filters: 1,
        kernelSize: [2, 2],
        strides: [2, 1],
        returnSequences: true,
        returnState: true,
        goBackwards: true,
      },
      inputs: [{ dtype: 'float32', shape: [null, 2, 4, 4, 2] }],
      outputs: [
        { dtype: 'float32', shape: [null, 2, 2, 3, 1] },
        { dtype: 'float32', shape: [null, 2, 3, 1] },
        { dtype: 'float32', shape: [null, 2, 3, 1] },
      ],
      parameters: 52,
    },
    {
      title: 'From given states, every frame',
      params: {
        filters: 1,
        kernelSize: [2, 2],
        returnSequences: true,
        initialState: true,
        recurrentDropout: 0.2,
      },
      inputs: [
        { dtype: 'float32', shape: [null, 2, 3, 4, 1] },
        { dtype: 'float32', shape: [null, 2, 3, 1] },
        { dtype: 'float32', shape: [null, 2, 3, 1] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 3, 1] }],
    },
    {
      title: 'With dropout, without bias, gates of straight lines',
      params: {
        filters: 1,
        kernelSize: [3, 3],
        padding: 'same',
        useBias: false,
        dropout: 0.3,
        recurrentDropout: 0.3,
        recurrentActivation: 'hardSigmoid',
      },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3, 1] }],
      parameters: 72,
    },
  ],
});

interface FilmParams {
  readonly filters: number;
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly dilationRate: readonly [number, number];
  readonly activation: GateName;
  readonly recurrentActivation: GateName;
  readonly useBias: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
}

/** What a frame adds to all gates. */
const gateConvolution = (
  params: Pick<FilmParams, 'filters' | 'kernelSize' | 'strides' | 'padding' | 'dilationRate' | 'useBias'>,
) => ({
  ...params,
  filters: GATES * params.filters,
  groups: 1,
});

/** What the memory adds to them: its size stays. */
const stateConvolution = ({ filters, kernelSize }: Pick<FilmParams, 'filters' | 'kernelSize'>) => ({
  filters: GATES * filters,
  kernelSize,
  strides: [1, 1],
  padding: 'same' as const,
  dilationRate: [1, 1],
  groups: 1,
  useBias: false,
});

function frameOf({ shape }: TensorType): Result<TensorType, readonly Problem[]> {
  if (shape.length === 5) return ok(float32(null, ...shape.slice(2)));
  const film = shape.length === 4 ? [1, ...shape.slice(1).map((dimension) => dimension ?? 1)] : undefined;
  const size = film && formatShape([null, ...film]);
  const advice = size
    ? `Add a Reshape to ${size} before it, for films of a single frame.`
    : 'Link it to a layer that gives films, or add a Reshape before it.';
  return fail([
    {
      code: 'needs-film',
      severity: 'error',
      message: `{layer} needs films (frames, height, width, channels), but {source} gives ${formatShape(shape)}. ${advice}`,
      received: formatShape(shape),
      expected: 'frames × height × width × channels',
      input: 0,
      remedies: film
        ? [
            {
              kind: 'insert-before',
              label: `Insert Reshape to ${size}`,
              layer: { type: 'Reshape', params: { targetShape: film } },
              input: 0,
            },
          ]
        : [],
    },
  ]);
}

function otherState(state: TensorType, given: TensorType, input: number): Problem {
  const [expected, received] = [formatShape(state.shape), formatShape(given.shape)];
  return {
    code: 'film-state-of-another-size',
    severity: 'error',
    message: `{layer} remembers images of ${expected}, but {source} gives ${received} to start from. Start from an image of ${expected}, such as the state of a ConvLSTM2D with the same settings.`,
    received,
    expected,
    input,
  };
}

function nextState(
  tf: TensorFlow,
  params: Pick<FilmParams, 'activation' | 'recurrentActivation'>,
  sums: Tensor,
  before: Tensor,
): { readonly hidden: Tensor; readonly cell: Tensor } {
  const bend = gateFunction(params.activation);
  const open = gateFunction(params.recurrentActivation);
  const [i, f, c, o] = tf.split(sums, GATES, 3) as unknown as readonly [Tensor, Tensor, Tensor, Tensor];
  const cell = tf.add(tf.mul(open.call(tf, f), before), tf.mul(open.call(tf, i), bend.call(tf, c)));
  return { hidden: tf.mul(open.call(tf, o), bend.call(tf, cell)), cell };
}

/** ONNX has no such operator: the frames are convolved at once, and the steps written out. */
function emitConvLstm(
  emitter: OnnxEmitter,
  params: FilmParams,
  [x, ...start]: readonly [OnnxValue, ...OnnxValue[]],
  weight: (name: string) => WeightData,
): readonly OnnxValue[] {
  const { filters } = params;
  const [, steps = 1, ...image] = x.shape.map((dimension) => dimension ?? 1);
  const frames: OnnxValue = {
    name: emitter.node('Reshape', [emitter.asIs(x).name, emitter.int64([-1, ...image])], { name: 'Frames' }),
    shape: [null, ...image],
    layout: 'as-is',
  };
  const sums = emitConvolution(emitter, frames, {
    settings: windowOf(params),
    filters: GATES * filters,
    groups: 1,
    kernel: storeKernel(emitter, 'kernel', weight('kernel')),
    bias: storeBias(emitter, params, weight),
  });
  const [height = 1, width = 1] = sums.shape.slice(1, 3).map((dimension) => dimension ?? 1);
  const films = emitter.node('Reshape', [
    sums.name,
    emitter.int64([-1, steps, GATES * filters, height, width]),
  ]);
  const kernel = storeKernel(emitter, 'recurrentKernel', weight('recurrentKernel'));
  const order = Array.from({ length: steps }, (_, step) => (params.goBackwards ? steps - 1 - step : step));
  const settings = windowOf(stateConvolution(params));
  const hiddens: string[] = [];
  let [hidden, cell] = start.map((state): string | undefined => emitter.channelsFirst(state).name);
  const place: Pick<OnnxValue, 'shape' | 'layout'> = {
    shape: [null, height, width, filters],
    layout: 'channels-first',
  };
  for (const step of order) {
    const given = emitter.node('Gather', [films, emitter.int64([step])], { attributes: { axis: 1 } });
    const here = emitter.node('Squeeze', [given, emitter.int64([1])]);
    const sum: string =
      hidden === undefined
        ? here
        : emitter.node('Add', [
            here,
            emitConvolution(
              emitter,
              { name: hidden, ...place },
              { settings, filters: GATES * filters, groups: 1, kernel, bias: undefined },
            ).name,
          ]);
    ({ hidden, cell } = emitNextState(emitter, params, sum, cell));
    hiddens.push(hidden);
  }
  const state = (name = ''): OnnxValue => ({ name, ...place });
  const last = [state(hidden), state(cell)];
  if (!params.returnSequences) return params.returnState ? [state(hidden), ...last] : [state(hidden)];
  const stacked = emitter.node(
    'Concat',
    hiddens.map((name) => emitter.node('Unsqueeze', [name, emitter.int64([1])])),
    { attributes: { axis: 1 } },
  );
  const sequence: OnnxValue = {
    name: emitter.node('Transpose', [stacked], {
      name: 'ToChannelsLast',
      attributes: { perm: [0, 1, 3, 4, 2] },
    }),
    shape: [null, steps, height, width, filters],
    layout: 'as-is',
  };
  return params.returnState ? [sequence, ...last] : [sequence];
}

function emitNextState(
  emitter: OnnxEmitter,
  params: Pick<FilmParams, 'activation' | 'recurrentActivation'>,
  sum: string,
  before: string | undefined,
): { readonly hidden: string; readonly cell: string } {
  const bend = gateFunction(params.activation);
  const open = gateFunction(params.recurrentActivation);
  const [i = '', f = '', c = '', o = ''] = emitter.nodeOutputs(
    'Split',
    [sum],
    ['input', 'forget', 'cell', 'output'],
    { attributes: { axis: 1 } },
  );
  const news = emitter.node('Mul', [open.emitOnnx(emitter, i), bend.emitOnnx(emitter, c)]);
  const cell =
    before === undefined
      ? news
      : emitter.node('Add', [emitter.node('Mul', [open.emitOnnx(emitter, f), before]), news]);
  return { hidden: emitter.node('Mul', [open.emitOnnx(emitter, o), bend.emitOnnx(emitter, cell)]), cell };
}
