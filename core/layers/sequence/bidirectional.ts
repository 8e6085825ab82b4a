import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok } from '../../result.ts';
import { float32 } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { counted } from '../counted.ts';
import { defineLayer, type Port } from '../layer.ts';
import { choice } from '../parameter.ts';
import { needsSequence } from '../sequence-input.ts';
import { emitRecurrent } from './onnx-recurrent.ts';
import { lastState } from './recurrence.ts';
import { gruCell, LSTM_CELL, type RecurrentCell, SIMPLE_CELL } from './recurrent-cell.ts';
import { checkStates, recurrentMultiplyAdds, runCell } from './recurrent-layer.ts';
import {
  activationParameter,
  directionParameters,
  dropoutParameters,
  recurrentActivationParameter,
  recurrentWeightParameters,
  returnSequencesParameter,
  returnStateParameter,
  unitForgetBiasParameter,
  unitsParameter,
} from './recurrent-parameters.ts';
import { recurrentWeights } from './recurrent-weights.ts';

const CELLS = { LSTM: LSTM_CELL, GRU: gruCell(true), SimpleRNN: SIMPLE_CELL } as const;

type MergeMode = 'concat' | 'sum' | 'mul' | 'ave' | 'none';

const DIRECTIONS = ['forward', 'backward'] as const;

export const bidirectional = defineLayer({
  type: 'Bidirectional',
  title: 'Bidirectional',
  category: 'sequence',
  icon: 'arrow-left-right',
  summary: 'Reads a sequence from both ends and puts the two readings together.',
  doc: `Two recurrent layers of one kind, each with weights of its own: one reads from the start, the other from the end.
At every step the answer then knows what came before and what comes after, as a reader does who has seen the whole
sentence. It cannot forecast, because it would have to know the future. By default both answers stand side by side, so
that there are twice as many numbers as units. Both readers are of one kind and one size; for others, which Keras calls
backward_layer, draw two recurrent layers, one of them backwards, and join them.`,
  formula: 'y_t = \\left[\\overrightarrow{h}_t ;\\; \\overleftarrow{h}_t\\right]',
  parameters: {
    layer: choice({
      label: 'Layer',
      help: 'What reads in each direction. GRU resets after the product.',
      default: 'LSTM',
      options: { LSTM: 'LSTM', GRU: 'GRU', SimpleRNN: 'SimpleRNN' },
    }),
    units: unitsParameter,
    mergeMode: choice({
      label: 'Put together by',
      help: 'How the two readings become one.',
      default: 'concat',
      options: {
        concat: 'Side by side',
        sum: 'Sum',
        mul: 'Product',
        ave: 'Mean',
        none: 'Not at all: two outputs',
      },
    }),
    returnSequences: returnSequencesParameter,
    activation: activationParameter,
    recurrentActivation: recurrentActivationParameter,
    ...recurrentWeightParameters,
    unitForgetBias: unitForgetBiasParameter,
    ...dropoutParameters,
    returnState: returnStateParameter,
    initialState: directionParameters.initialState,
  },
  describe: ({ layer, units }) => `${layer}, ${counted(units, 'unit')}`,
  ports: ({ layer, mergeMode, returnState, initialState }) => ({
    inputs: [{ id: 'in', label: 'Input' }, ...(initialState ? statePorts(CELLS[layer]) : [])],
    outputs: [
      ...(mergeMode === 'none'
        ? [
            { id: 'out', label: 'Forward' },
            { id: 'backward', label: 'Backward' },
          ]
        : [{ id: 'out', label: 'Output' }]),
      ...(returnState ? statePorts(CELLS[layer]) : []),
    ],
  }),
  infer: ({ layer, units, mergeMode, returnSequences, returnState }, [input, ...given]) => {
    const sequence = needsSequence(input);
    if (!sequence.ok) return sequence;
    const problems = checkStates(given, units);
    if (problems.length > 0) return fail(problems);
    const width = mergeMode === 'concat' ? 2 * units : units;
    const output = returnSequences ? float32(null, sequence.value.steps, width) : float32(null, width);
    return ok([
      ...(mergeMode === 'none' ? [output, output] : [output]),
      ...(returnState ? statePorts(CELLS[layer]).map(() => float32(null, units)) : []),
    ]);
  },
  weights: (params, [{ shape }]) =>
    DIRECTIONS.flatMap((direction) =>
      recurrentWeights(CELLS[params.layer], params, shape[2] ?? 1, direction),
    ),
  multiplyAdds: ({ layer, units }, inputs) => 2 * recurrentMultiplyAdds(CELLS[layer], units, inputs),
  call: (context, params, [x, ...given], weight) => {
    const { tf } = context;
    const { layer, mergeMode, returnSequences, returnState } = params;
    const count = CELLS[layer].states.length;
    const readings = DIRECTIONS.map((direction, place) => {
      const start = given.slice(place * count, (place + 1) * count);
      const inOrder = (tensor: Tensor) => (direction === 'backward' ? tf.reverse(tensor, 1) : tensor);
      const [mask] = context.masks ?? [];
      const read = { x: inOrder(x), mask: mask && inOrder(mask) };
      const results = runCell(context, CELLS[layer], params, read, start, weight, direction, returnSequences);
      const [hiddens, ...others] = results as readonly [Tensor, ...Tensor[]];
      const along = direction === 'backward' && returnSequences ? tf.reverse(hiddens, 0) : hiddens;
      return {
        output: returnSequences ? tf.transpose(along, [1, 0, 2]) : lastState(tf, hiddens),
        states: [hiddens, ...others].map((state) => lastState(tf, state)),
      };
    });
    const [forward, backward] = readings.map(({ output }) => output) as [Tensor, Tensor];
    return [
      ...(mergeMode === 'none' ? [forward, backward] : [merged(tf, mergeMode, forward, backward)]),
      ...(returnState ? readings.flatMap(({ states }) => states) : []),
    ];
  },
  emitOnnx: (emitter, params, [x, ...initialStates], weight, masks) => {
    const { layer, units, mergeMode, returnSequences, returnState } = params;
    const { steps, states } = emitRecurrent(emitter, CELLS[layer], params, x, weight, {
      direction: 'bidirectional',
      prefixes: DIRECTIONS,
      mask: masks?.[0],
      initialStates,
      wantsSteps: returnSequences,
      wantedStates: returnState ? 'all' : returnSequences ? 'none' : 'hidden',
    });
    const length = x.shape[1] ?? 1;
    const both = returnSequences
      ? emitter.node('Transpose', [steps], { attributes: { perm: [2, 0, 1, 3] } })
      : emitter.node('Transpose', [states[0] ?? ''], { attributes: { perm: [1, 0, 2] } });
    const width = mergeMode === 'concat' ? 2 * units : units;
    const dimensions = returnSequences ? [length, width] : [width];
    const outputs =
      mergeMode === 'none'
        ? emitApart(emitter, both, dimensions.length)
        : [emitMerged(emitter, mergeMode, both, dimensions)];
    const last = DIRECTIONS.flatMap((_, index) =>
      (returnState ? states : []).map((state) => {
        const one = emitter.node('Gather', [state, emitter.int64([index])], { name: 'Direction' });
        const name = emitter.node('Squeeze', [one, emitter.int64([0])]);
        return { name, shape: [null, units], layout: 'as-is' as const };
      }),
    );
    return [
      ...outputs.map((name): OnnxValue => ({ name, shape: [null, ...dimensions], layout: 'as-is' })),
      ...last,
    ];
  },
  masking: {
    carry: (_math, { returnSequences, mergeMode }, _inputs, [mask]) =>
      returnSequences ? [mask, mergeMode === 'none' ? mask : undefined] : [],
  },
  sight: () => 'everything',
  examples: [
    {
      title: 'Two LSTMs side by side',
      params: { units: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 96,
    },
    {
      title: 'Steps that a mask hides are skipped in both directions',
      params: { units: 2, returnSequences: true, returnState: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2], masked: true }],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 4] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
    },
    {
      title: 'One answer for a masked sequence',
      params: { layer: 'GRU', units: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
    },
    {
      title: 'Every step of two GRUs, with their states',
      params: { layer: 'GRU', units: 2, returnSequences: true, returnState: true },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      parameters: 72,
    },
    {
      title: 'LSTMs with their states, added, with gates of straight lines',
      params: {
        units: 2,
        mergeMode: 'sum',
        recurrentActivation: 'hardSigmoid',
        returnSequences: true,
        returnState: true,
      },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 2] },
        ...Array.from({ length: 4 }, () => ({ dtype: 'float32' as const, shape: [null, 2] })),
      ],
    },
    {
      title: 'From given states, both readings apart',
      params: { units: 2, mergeMode: 'none', returnSequences: true, initialState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2] },
        ...Array.from({ length: 4 }, () => ({ dtype: 'float32' as const, shape: [null, 2] })),
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 2] },
        { dtype: 'float32', shape: [null, 3, 2] },
      ],
    },
    {
      title: 'A masked sequence from given states, both last answers apart',
      params: { layer: 'GRU', units: 2, mergeMode: 'none', returnState: true, initialState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: Array.from({ length: 4 }, () => ({ dtype: 'float32' as const, shape: [null, 2] })),
    },
    {
      title: 'Every step of a masked sequence from given states',
      params: { layer: 'SimpleRNN', units: 2, mergeMode: 'sum', returnSequences: true, initialState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
    },
    {
      title: 'The product of plain cells',
      params: { layer: 'SimpleRNN', units: 3, mergeMode: 'mul' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
      parameters: 36,
    },
    {
      title: 'The mean of plain cells at every step',
      params: { layer: 'SimpleRNN', units: 2, mergeMode: 'ave', returnSequences: true, useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      parameters: 16,
    },
  ],
});

function statePorts({ states }: RecurrentCell): readonly Port[] {
  return DIRECTIONS.flatMap((direction) =>
    states.map((state) => ({
      id: `${direction}${state === 'hidden' ? 'Hidden' : 'Cell'}State`,
      label: `${direction === 'forward' ? 'Forward' : 'Backward'} ${state} state`,
    })),
  );
}

function merged(tf: TensorFlow, mode: Exclude<MergeMode, 'none'>, a: Tensor, b: Tensor): Tensor {
  switch (mode) {
    case 'concat':
      return tf.concat([a, b], -1);
    case 'sum':
      return tf.add(a, b);
    case 'mul':
      return tf.mul(a, b);
    case 'ave':
      return tf.mul(tf.add(a, b), 0.5);
  }
}

/** `both` has the two directions before its last axis. */
function emitApart(emitter: OnnxEmitter, both: string, axis: number): readonly string[] {
  const parts = emitter.nodeOutputs('Split', [both], DIRECTIONS, { attributes: { axis } });
  return parts.map((part) => emitter.node('Squeeze', [part, emitter.int64([axis])]));
}

/** `both` has the two directions before its last axis. */
function emitMerged(
  emitter: OnnxEmitter,
  mode: Exclude<MergeMode, 'none'>,
  both: string,
  dimensions: readonly number[],
): string {
  const axis = dimensions.length;
  switch (mode) {
    case 'concat':
      return emitter.node('Reshape', [both, emitter.int64([0, ...dimensions])]);
    case 'sum':
      return emitter.node('ReduceSum', [both, emitter.int64([axis])], { attributes: { keepdims: 0 } });
    case 'mul':
      return emitter.node('ReduceProd', [both], { attributes: { axes: [axis], keepdims: 0 } });
    case 'ave':
      return emitter.node('ReduceMean', [both], { attributes: { axes: [axis], keepdims: 0 } });
  }
}
