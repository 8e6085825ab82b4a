/** Recurrent layers as ONNX's own operators. Sequences lie steps first there: [steps, batch, features]. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import type { WeightData } from '../layer.ts';
import { type GateName, gateFunction } from './gate-functions.ts';
import { emitLastOrStart, emitStepsInFront, emitStepsInPlace } from './onnx-masked-steps.ts';
import type { RecurrentCell } from './recurrent-cell.ts';
import { weightName } from './recurrent-weights.ts';

export interface EmittedSettings {
  readonly units: number;
  readonly activation: GateName;
  readonly recurrentActivation?: GateName | undefined;
  readonly useBias: boolean;
}

export interface Emission {
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  /** One for each direction: what stands before the names of its weights. */
  readonly prefixes: readonly string[];
  /** The states before the first step, [batch, units] each: for each direction in the cell's order. None: zeros. */
  readonly initialStates?: readonly OnnxValue[];
  /** Which steps count, [batch, steps]. Absent: all. */
  readonly mask?: OnnxValue | undefined;
  /** Whether all steps are wanted, and which of the states after the last. */
  readonly wantsSteps: boolean;
  readonly wantedStates: 'none' | 'hidden' | 'all';
}

export interface Emitted {
  /** [steps, directions, batch, units] */
  readonly steps: string;
  /** In the cell's order, [directions, batch, units] each. */
  readonly states: readonly string[];
}

export function emitRecurrent(
  emitter: OnnxEmitter,
  cell: RecurrentCell,
  settings: EmittedSettings,
  x: OnnxValue,
  weight: (name: string) => WeightData,
  { direction, prefixes, initialStates = [], mask, wantsSteps, wantedStates }: Emission,
): Emitted {
  const { units, useBias } = settings;
  const { operator, order, attributes } = cell.onnx;
  const features = x.shape[2] ?? 1;
  const width = cell.gates * units;
  const stored = (name: string, shape: readonly number[], rows: (prefix: string) => Float32Array) =>
    emitter.weight(name, [prefixes.length, ...shape], joined(prefixes.map(rows)));
  const kernel = (name: string, inputs: number) =>
    stored(name, [width, inputs], (prefix) =>
      turned(weight(weightName(prefix, name)).data, inputs, units, order),
    );
  const given = initialStates.map((state) =>
    emitter.node('Unsqueeze', [emitter.asIs(state).name, emitter.int64([0])]),
  );
  const states = given.slice(0, cell.states.length).map((state, index) =>
    prefixes.length === 1
      ? state
      : emitter.node('Concat', [state, given[index + cell.states.length] ?? ''], {
          name: 'firstStates',
          attributes: { axis: 0 },
        }),
  );
  const front = mask && emitStepsInFront(emitter, x, mask);
  const inputs = [
    stepsFirst(emitter, front?.x ?? x),
    kernel('kernel', features),
    kernel('recurrentKernel', units),
    useBias
      ? stored('bias', [2 * width], (prefix) =>
          biases(weight(weightName(prefix, 'bias')).data, units, order, cell.hasRecurrentBias),
        )
      : '',
    front?.lengths ?? '',
    ...states,
  ];
  while (inputs.at(-1) === '') inputs.pop();
  const isWanted = (state: string) => wantedStates === 'all' || wantedStates === state;
  const wanted = [
    wantsSteps ? 'Y' : '',
    ...cell.states.map((state) => (isWanted(state) ? (state === 'hidden' ? 'Y_h' : 'Y_c') : '')),
  ];
  while (wanted.at(-1) === '') wanted.pop();
  const [steps = '', ...ends] = emitter.nodeOutputs(operator, inputs, wanted, {
    attributes: {
      hidden_size: units,
      direction,
      ...attributes,
      ...activations(cell, settings, prefixes.length),
    },
  });
  const last = ends.map((end, index) => {
    const start = states[cell.states.findIndex((state) => isWanted(state)) + index];
    return mask && start ? emitLastOrStart(emitter, mask, end, start) : end;
  });
  if (!mask || !wantsSteps) return { steps, states: last };
  const length = x.shape[1] ?? 1;
  const inPlace = { steps, hidden: states[0], mask: mask.name, direction, length, units };
  return { steps: emitStepsInPlace(emitter, inPlace), states: last };
}

/** [batch, steps, features] however it lies, as [steps, batch, features]. */
function stepsFirst(emitter: OnnxEmitter, x: OnnxValue): string {
  const perm = x.layout === 'channels-first' ? [2, 0, 1] : [1, 0, 2];
  return emitter.node('Transpose', [x.name], { name: 'ToStepsFirst', attributes: { perm } });
}

function activations(
  cell: RecurrentCell,
  { activation, recurrentActivation }: EmittedSettings,
  directions: number,
) {
  const state = gateFunction(activation).onnx;
  const gate = cell.isGated && recurrentActivation && gateFunction(recurrentActivation).onnx;
  const one = [...(gate ? [gate] : []), state, ...(cell.states.includes('cell') ? [state] : [])];
  const all = Array.from({ length: directions }, () => one).flat();
  // Those without parameters take none from these lists.
  const alphas = all.flatMap(({ alpha }) => (alpha === undefined ? [] : [alpha]));
  const betas = all.flatMap(({ beta }) => (beta === undefined ? [] : [beta]));
  return {
    activations: all.map(({ name }) => name),
    ...(alphas.length > 0 && { activation_alpha: { floats: alphas } }),
    ...(betas.length > 0 && { activation_beta: { floats: betas } }),
  };
}

/** [inputs, gates * units] to [gates * units, inputs], with the gates in ONNX's order. */
function turned(data: Float32Array, inputs: number, units: number, order: readonly number[]): Float32Array {
  const width = order.length * units;
  const result = new Float32Array(data.length);
  for (const [place, gate] of order.entries()) {
    for (let unit = 0; unit < units; unit++) {
      const row = place * units + unit;
      for (let input = 0; input < inputs; input++) {
        result[row * inputs + input] = data[input * width + gate * units + unit] ?? 0;
      }
    }
  }
  return result;
}

/** The biases of the inputs, then those of the recurrence: zeros where there is only one. */
function biases(
  data: Float32Array,
  units: number,
  order: readonly number[],
  hasRecurrent: boolean,
): Float32Array {
  const width = order.length * units;
  const parts = (start: number) =>
    order.map((gate) => data.subarray(start + gate * units, start + (gate + 1) * units));
  return joined([...parts(0), ...(hasRecurrent ? parts(width) : [new Float32Array(width)])]);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    result.set(part, start);
    start += part.length;
  }
  return result;
}
