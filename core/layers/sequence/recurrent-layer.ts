/** What SimpleRNN, LSTM and GRU have in common: ports, shapes, the forward pass and the ONNX nodes. */
import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import { float32, formatShape, type TensorType } from '../../shape/tensor-type.ts';
import type { Tensor, Tensor2D } from '../../tensorflow.ts';
import type { CallContext } from '../call-context.ts';
import type { NonEmpty, Port, Ports, WeightData } from '../layer.ts';
import type { Masking } from '../masking.ts';
import { needsSequence } from '../sequence-input.ts';
import { type GateName, gateFunction } from './gate-functions.ts';
import { emitRecurrent } from './onnx-recurrent.ts';
import { lastState } from './recurrence.ts';
import type { RecurrentCell } from './recurrent-cell.ts';
import { weightName } from './recurrent-weights.ts';

export interface CellParams {
  readonly units: number;
  readonly activation: GateName;
  /** Absent in a cell without gates. */
  readonly recurrentActivation?: GateName;
  readonly useBias: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
}

export interface RecurrentParams extends CellParams {
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly initialState: boolean;
}

const STATE_LABELS = { hidden: 'Hidden state', cell: 'Cell state' } as const;

export function recurrentPorts(
  { states }: RecurrentCell,
  { initialState, returnState }: Pick<RecurrentParams, 'initialState' | 'returnState'>,
): Ports {
  const ports = states.map((state): Port => ({ id: `${state}State`, label: STATE_LABELS[state] }));
  return {
    inputs: [{ id: 'in', label: 'Input' }, ...(initialState ? ports : [])],
    outputs: [{ id: 'out', label: 'Output' }, ...(returnState ? ports : [])],
  };
}

/** Steps that do not count are skipped; every step's outputs keep the mask. */
export const RECURRENT_MASKING: Masking<{ readonly returnSequences: boolean }> = {
  carry: (_math, { returnSequences }, _inputs, [mask]) => (returnSequences ? [mask] : []),
};

export function inferRecurrent(
  { states }: RecurrentCell,
  { units, returnSequences, returnState }: RecurrentParams,
  [input, ...given]: NonEmpty<TensorType>,
): Result<readonly TensorType[], readonly Problem[]> {
  const sequence = needsSequence(input);
  if (!sequence.ok) return sequence;
  const problems = checkStates(given, units);
  if (problems.length > 0) return fail(problems);
  return ok([
    returnSequences ? float32(null, sequence.value.steps, units) : float32(null, units),
    ...(returnState ? states.map(() => float32(null, units)) : []),
  ]);
}

/** What is wrong with the states that a layer is to start from. */
export function checkStates(given: readonly TensorType[], units: number): readonly Problem[] {
  const wrong = given.findIndex(({ shape }) => shape.length !== 2 || shape[1] !== units);
  return wrong < 0 ? [] : [stateProblem(given, wrong, units)];
}

function stateProblem(given: readonly TensorType[], wrong: number, units: number): Problem {
  const received = formatShape(given[wrong]?.shape ?? []);
  const [size] = given.map(({ shape }) => (shape.length === 2 ? shape[1] : undefined));
  const agree = given.every(({ shape }) => shape.length === 2 && shape[1] === size);
  const advice =
    agree && size
      ? `Set the units to ${size}, or start from a row of ${units} numbers.`
      : `Start from a row of ${units} numbers.`;
  return {
    code: 'state-of-another-size',
    severity: 'error',
    message: `{layer} remembers ${units} numbers, but {source} gives ${received} to start from. ${advice}`,
    received,
    expected: String(units),
    input: wrong + 1,
    param: 'units',
    remedies:
      agree && size ? [{ kind: 'set-params', label: `Set units to ${size}`, params: { units: size } }] : [],
  };
}

export function recurrentMultiplyAdds(
  { gates }: RecurrentCell,
  units: number,
  [{ shape }]: NonEmpty<TensorType>,
): number {
  const [, steps, features] = shape;
  return (steps ?? 1) * ((features ?? 1) + units) * gates * units;
}

export function callRecurrent(
  context: CallContext,
  cell: RecurrentCell,
  params: RecurrentParams,
  [x, ...states]: NonEmpty<Tensor>,
  weight: (name: string) => Tensor,
): readonly Tensor[] {
  const { tf } = context;
  const { returnSequences, returnState, goBackwards } = params;
  const [mask] = context.masks ?? [];
  const inOrder = (tensor: Tensor) => (goBackwards ? tf.reverse(tensor, 1) : tensor);
  const read = { x: inOrder(x), mask: mask && inOrder(mask) };
  const results = runCell(context, cell, params, read, states, weight, '', returnSequences);
  const [hiddens, ...others] = results as readonly [Tensor, ...Tensor[]];
  const last = lastState(tf, hiddens);
  return [
    returnSequences ? tf.transpose(hiddens, [1, 0, 2]) : last,
    ...(returnState ? [last, ...others.map((state) => lastState(tf, state))] : []),
  ];
}

export interface Reading {
  /** [batch, steps, features] in the order in which it is read. */
  readonly x: Tensor;
  /** [batch, steps]: which of them count. */
  readonly mask: Tensor | undefined;
}

/** One direction of one cell. Results are those of a recurrence. */
export function runCell(
  { tf, training, random }: CallContext,
  cell: RecurrentCell,
  params: CellParams,
  { x, mask: counting }: Reading,
  states: readonly Tensor[],
  weight: (name: string) => Tensor,
  prefix: string,
  everyStep: boolean,
): readonly Tensor[] {
  const [batch = 1, steps = 1, features = 1] = x.shape;
  const { units, useBias, dropout, recurrentDropout } = params;
  const mask = (rate: number, shape: readonly number[]) =>
    tf.mul(tf.cast(tf.greaterEqual(random.uniform(shape), rate), 'float32'), 1 / (1 - rate));
  const seen = training && dropout > 0 ? tf.mul(x, mask(dropout, [batch, 1, features])) : x;
  const stepsFirst = tf.reshape(tf.transpose(seen, [1, 0, 2]), [steps * batch, features]);
  const product = tf.matMul(stepsFirst as Tensor2D, weight(weightName(prefix, 'kernel')) as Tensor2D);
  const bias = useBias ? weight(weightName(prefix, 'bias')) : undefined;
  const [inputBias, recurrentBias] =
    bias && cell.hasRecurrentBias ? (tf.unstack(bias) as Tensor[]) : [bias, undefined];
  const sums = inputBias ? tf.add(product, inputBias) : product;
  return cell.run(
    tf,
    {
      projected: tf.reshape(sums, [steps, batch, cell.gates * units]),
      recurrentKernel: weight(weightName(prefix, 'recurrentKernel')),
      ...(recurrentBias && { recurrentBias }),
      states: cell.states.map((_, index) => states[index] ?? tf.zeros([batch, units])),
    },
    {
      activation: gateFunction(params.activation),
      recurrentActivation: gateFunction(params.recurrentActivation ?? 'sigmoid'),
      everyStep,
      ...(training && recurrentDropout > 0 && { mask: mask(recurrentDropout, [batch, units]) }),
      ...(counting && { counts: tf.expandDims(tf.transpose(counting), 2) }),
    },
  );
}

export function emitRecurrentLayer(
  emitter: OnnxEmitter,
  cell: RecurrentCell,
  params: RecurrentParams,
  [x, ...initialStates]: NonEmpty<OnnxValue>,
  weight: (name: string) => WeightData,
  mask: OnnxValue | undefined,
): readonly OnnxValue[] {
  const { units, returnSequences, returnState, goBackwards } = params;
  const { steps, states } = emitRecurrent(emitter, cell, params, x, weight, {
    direction: goBackwards ? 'reverse' : 'forward',
    prefixes: [''],
    initialStates,
    mask,
    wantsSteps: returnSequences,
    wantedStates: returnState ? 'all' : returnSequences ? 'none' : 'hidden',
  });
  const row = (name: string): OnnxValue => ({ name, shape: [null, units], layout: 'as-is' });
  const last = states.map((state) => row(emitter.node('Squeeze', [state, emitter.int64([0])])));
  const [hidden] = last;
  if (!returnSequences) return returnState ? [...last.slice(0, 1), ...last] : last.slice(0, 1);
  // ONNX keeps the order of the sequence where it reads backwards.
  const along = emitter.node('Squeeze', [steps, emitter.int64([1])]);
  const ordered = goBackwards
    ? emitter.node('Slice', [
        along,
        emitter.int64([-1]),
        emitter.int64([Number.MIN_SAFE_INTEGER]),
        emitter.int64([0]),
        emitter.int64([-1]),
      ])
    : along;
  const name = emitter.node('Transpose', [ordered], {
    name: 'ToBatchFirst',
    attributes: { perm: [1, 0, 2] },
  });
  const sequence: OnnxValue = { name, shape: [null, x.shape[1] ?? null, units], layout: 'as-is' };
  return hidden && returnState ? [sequence, ...last] : [sequence];
}
