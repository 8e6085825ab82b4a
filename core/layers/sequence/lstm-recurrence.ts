/** The long short-term memory over all steps. Gates stand in Keras's order: input, forget, cell, output. */
import { scan } from '../../engine/scan.ts';
import type { Tensor, Tensor2D, TensorFlow } from '../../tensorflow.ts';
import {
  type CellInputs,
  type CellSettings,
  differentiable,
  kernelGradient,
  lastState,
  masked,
  optional,
  parting,
  type Recurrence,
  restored,
  statesBefore,
  stepped,
} from './recurrence.ts';

type Gates = readonly [Tensor, Tensor, Tensor, Tensor];

/** Results: hidden states, and the last cell state. */
export const lstmRecurrence: Recurrence = (tf, inputs, settings) => {
  const { projected, recurrentKernel } = inputs;
  const [hidden, cell] = inputs.states as readonly [Tensor, Tensor];
  const { everyStep, mask, counts } = settings;
  return differentiable(tf, [projected, recurrentKernel, hidden, cell], () => {
    const { gates, bent, cells, hiddens, last } = forward(tf, inputs, settings);
    const [lastHidden, lastCell] = last.map((state) => tf.expandDims(state, 0)) as [Tensor, Tensor];
    return {
      results: [everyStep ? hiddens() : lastHidden, lastCell],
      kept: [
        ...[...gates, bent, cells, recurrentKernel, hidden, cell],
        ...(counts ? [hiddens()] : []),
        ...optional(mask, counts),
      ],
      gradient: ([dHiddens, dCell], [i, f, c, o, bent, cells, kernel, h0, c0, ...rest]) => {
        const [stayed] = counts ? rest : [];
        const [mask, steps] = restored(counts ? rest.slice(1) : rest, settings);
        return backward(
          tf,
          { gates: [i, f, c, o] as unknown as Gates, bent, cells, kernel, h0, c0, stayed } as Kept,
          [dHiddens as Tensor, dCell as Tensor],
          { ...settings, ...(mask && { mask }), ...(steps && { counts: steps }) },
        );
      },
    };
  });
};

function forward(
  tf: TensorFlow,
  { projected, recurrentKernel, states }: CellInputs,
  { activation, recurrentActivation, mask, counts }: CellSettings,
) {
  const sequences = [projected, ...(counts ? [counts] : [])];
  const loop = scan(tf, { states, sequences }, ([h, c], [p, count]) => {
    const product = tf.matMul(masked(tf, h as Tensor, mask) as Tensor2D, recurrentKernel as Tensor2D);
    const sums = tf.add(product, p as Tensor);
    const [i, f, , o] = tf.split(recurrentActivation.call(tf, sums), 4, 1) as unknown as Gates;
    const [batch = 1, units = 1] = (c as Tensor).shape;
    const candidate = activation.call(tf, tf.slice(sums, [0, 2 * units], [batch, units]));
    const next = tf.add(tf.mul(f, c as Tensor), tf.mul(i, candidate));
    const bent = activation.call(tf, next);
    const hidden = stepped(tf, h as Tensor, tf.mul(o, bent), count);
    const cell = stepped(tf, c as Tensor, next, count);
    return {
      states: [hidden, cell],
      outputs: [i, f, candidate, o, bent, cell, ...(count ? [hidden] : [])],
    };
  });
  const [i, f, c, o, bent, cells, stayed] = loop.outputs as readonly [...Gates, Tensor, Tensor, Tensor?];
  return {
    gates: [i, f, c, o] as Gates,
    bent,
    cells,
    /** Where every step counts, one product over all of them. */
    hiddens: () => stayed ?? tf.mul(o, bent),
    last: loop.states,
  };
}

interface Kept {
  readonly gates: Gates;
  /** The cell states as the activation shows them. */
  readonly bent: Tensor;
  readonly cells: Tensor;
  readonly kernel: Tensor;
  readonly h0: Tensor;
  readonly c0: Tensor;
  /** The hidden states, where some steps do not count. */
  readonly stayed?: Tensor;
}

/** Every step's gradients are factors, known for all steps at once, of those of its two states. */
function backward(
  tf: TensorFlow,
  { gates, bent, cells, kernel, h0, c0, stayed }: Kept,
  [dHiddens, dCell]: readonly [Tensor, Tensor],
  { activation, recurrentActivation, everyStep, mask, counts }: CellSettings,
): readonly Tensor[] {
  const [i, f, candidate, o] = gates;
  const factors = tf.concat(
    [
      tf.mul(candidate, recurrentActivation.slope(tf, i)),
      tf.mul(statesBefore(tf, c0, cells), recurrentActivation.slope(tf, f)),
      tf.mul(i, activation.slope(tf, candidate)),
      tf.mul(bent, recurrentActivation.slope(tf, o)),
    ],
    2,
  );
  const throughCell = tf.mul(o, activation.slope(tf, bent));
  // Once, and not in every step.
  const turned = tf.transpose(kernel as Tensor2D);
  const zeros = tf.zerosLike(h0);
  const start = [everyStep ? zeros : lastState(tf, dHiddens), lastState(tf, dCell)];
  const sequences = [factors, throughCell, f, ...optional(everyStep ? dHiddens : undefined, counts)];
  const { states, outputs } = scan(
    tf,
    { states: start, sequences, reverse: true },
    ([dh, dc], [factor, through, forget, ...items]) => {
      const [given, count] = restored(items, { mask: everyStep, counts });
      const hidden = parting(tf, given ? tf.add(dh as Tensor, given) : (dh as Tensor), count);
      const dHidden = hidden.through;
      const cell = parting(tf, dc as Tensor, count);
      const dCell = tf.add(tf.mul(dHidden, through as Tensor), cell.through);
      const dSums = tf.mul(tf.concat([dCell, dCell, dCell, dHidden], 1), factor as Tensor);
      const dBefore = tf.matMul(dSums as Tensor2D, turned);
      return {
        states: [hidden.past(masked(tf, dBefore, mask)), cell.past(tf.mul(dCell, forget as Tensor))],
        outputs: [dSums],
      };
    },
  );
  const [dSums] = outputs as readonly [Tensor];
  const before = masked(tf, statesBefore(tf, h0, stayed ?? tf.mul(o, bent)), mask);
  return [dSums, kernelGradient(tf, before, dSums), states[0] as Tensor, states[1] as Tensor];
}
