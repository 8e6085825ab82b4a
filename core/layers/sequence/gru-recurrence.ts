/**
 * The gated recurrent unit over all steps. Gates stand in Keras's order: update (z), reset (r), candidate. It comes in
 * two forms: the reset gate acts behind the recurrent product (`resetAfter`) or before it.
 */
import { scan } from '../../engine/scan.ts';
import type { Tensor, Tensor2D, TensorFlow } from '../../tensorflow.ts';
import {
  type CellSettings,
  differentiable,
  kernelGradient,
  lastState,
  masked,
  optional,
  parting,
  type Recurrence,
  restored,
  rows,
  statesBefore,
  stepped,
} from './recurrence.ts';

const product = (tf: TensorFlow, a: Tensor, b: Tensor) => tf.matMul(a as Tensor2D, b as Tensor2D);

/** The columns of the update and reset gates, and those of the candidate. */
function parted(tf: TensorFlow, x: Tensor): readonly [Tensor, Tensor] {
  const units = (x.shape.at(-1) ?? 3) / 3;
  return tf.split(x, [2 * units, units], -1) as unknown as readonly [Tensor, Tensor];
}

const halves = (tf: TensorFlow, x: Tensor) => tf.split(x, 2, -1) as unknown as readonly [Tensor, Tensor];

/** What a step with the new candidate makes of its state. */
const blended = (tf: TensorFlow, z: Tensor, before: Tensor, candidate: Tensor) =>
  tf.add(candidate, tf.mul(z, tf.sub(before, candidate)));

/** Where the gradient starts, and what each step adds to it. */
function given(tf: TensorFlow, { everyStep }: CellSettings, dResults: Tensor, h0: Tensor) {
  return everyStep
    ? { start: tf.zerosLike(h0), each: [dResults] }
    : { start: lastState(tf, dResults), each: [] };
}

export const gruResetAfter: Recurrence = (tf, inputs, settings) => {
  const { projected, recurrentKernel, recurrentBias } = inputs;
  const [hidden] = inputs.states as readonly [Tensor];
  const { activation, recurrentActivation, everyStep, mask, counts } = settings;
  const learned = [projected, recurrentKernel, hidden, ...(recurrentBias ? [recurrentBias] : [])];
  return differentiable(tf, learned, () => {
    const { outputs } = scan(
      tf,
      { states: [hidden], sequences: [projected, ...optional(undefined, counts)] },
      ([state], [p, count]) => {
        const h = state as Tensor;
        const sums = product(tf, masked(tf, h, mask), recurrentKernel);
        const [recurrentGates, recurrent] = parted(tf, recurrentBias ? tf.add(sums, recurrentBias) : sums);
        const [givenGates, givenCandidate] = parted(tf, p as Tensor);
        const gateSums = tf.add(givenGates, recurrentGates);
        const gates = recurrentActivation.call(tf, gateSums);
        const [z, r] = halves(tf, gates);
        const sum = tf.add(givenCandidate, tf.mul(r, recurrent));
        const candidate = activation.call(tf, sum);
        const next = stepped(tf, h, blended(tf, z, h, candidate), count);
        return {
          states: [next],
          outputs: [next, gates, candidate, recurrent],
        };
      },
    );
    const [hiddens, ...keptGates] = outputs as readonly [Tensor, Tensor, Tensor, Tensor];
    return {
      results: [everyStep ? hiddens : tf.expandDims(lastState(tf, hiddens), 0)],
      kept: [hiddens, ...keptGates, recurrentKernel, hidden, ...optional(mask, counts)],
      gradient: ([dResults], saved) => {
        const [hiddens, gates, candidate, recurrent, kernel, h0] = saved as [
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          Tensor,
        ];
        const [mask, steps] = restored(saved.slice(6), settings);
        const [z, r] = halves(tf, gates);
        const [zSlope, rSlope] = halves(tf, recurrentActivation.slope(tf, gates));
        const before = statesBefore(tf, h0, hiddens);
        const toCandidate = tf.mul(tf.sub(1, z), activation.slope(tf, candidate));
        const factors = tf.concat(
          [
            tf.mul(tf.sub(before, candidate), zSlope),
            tf.mul(tf.mul(toCandidate, recurrent), rSlope),
            tf.mul(toCandidate, r),
          ],
          2,
        );
        // Kernels are turned once, and not in every step.
        const turned = tf.transpose(kernel);
        const { start, each } = given(tf, settings, dResults as Tensor, h0);
        const { states, outputs } = scan(
          tf,
          { states: [start], sequences: [factors, z, ...each, ...optional(undefined, steps)], reverse: true },
          ([dh], [factor, update, ...items]) => {
            const [here, count] = restored(items, { mask: everyStep, counts });
            const { through: dHidden, past } = parting(
              tf,
              here ? tf.add(dh as Tensor, here) : (dh as Tensor),
              count,
            );
            const dSums = tf.mul(tf.concat([dHidden, dHidden, dHidden], 1), factor as Tensor);
            const through = masked(tf, product(tf, dSums, turned), mask);
            return {
              states: [past(tf.add(through, tf.mul(dHidden, update as Tensor)))],
              outputs: [dSums, dHidden],
            };
          },
        );
        const [dRecurrent, dHiddens] = outputs as readonly [Tensor, Tensor];
        const [dGates] = parted(tf, dRecurrent);
        return [
          tf.concat([dGates, tf.mul(dHiddens, toCandidate)], 2),
          kernelGradient(tf, masked(tf, before, mask), dRecurrent),
          states[0] as Tensor,
          ...(recurrentBias ? [tf.sum(rows(tf, dRecurrent), 0)] : []),
        ];
      },
    };
  });
};

export const gruResetBefore: Recurrence = (tf, inputs, settings) => {
  const { projected, recurrentKernel } = inputs;
  const [hidden] = inputs.states as readonly [Tensor];
  const { activation, recurrentActivation, everyStep, mask, counts } = settings;
  return differentiable(tf, [projected, recurrentKernel, hidden], () => {
    const [gateKernel, candidateKernel] = parted(tf, recurrentKernel);
    const { outputs } = scan(
      tf,
      { states: [hidden], sequences: [projected, ...optional(undefined, counts)] },
      ([state], [p, count]) => {
        const h = state as Tensor;
        const seen = masked(tf, h, mask);
        const [givenGates, givenCandidate] = parted(tf, p as Tensor);
        const gateSums = tf.add(product(tf, seen, gateKernel), givenGates);
        const gates = recurrentActivation.call(tf, gateSums);
        const [z, r] = halves(tf, gates);
        const sum = tf.add(product(tf, tf.mul(r, seen), candidateKernel), givenCandidate);
        const candidate = activation.call(tf, sum);
        const next = stepped(tf, h, blended(tf, z, h, candidate), count);
        return {
          states: [next],
          outputs: [next, gates, candidate],
        };
      },
    );
    const [hiddens, ...keptGates] = outputs as readonly [Tensor, Tensor, Tensor];
    return {
      results: [everyStep ? hiddens : tf.expandDims(lastState(tf, hiddens), 0)],
      kept: [hiddens, ...keptGates, gateKernel, candidateKernel, hidden, ...optional(mask, counts)],
      gradient: ([dResults], saved) => {
        const [hiddens, gates, candidate, gateKernel, candidateKernel, h0] = saved as [
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          Tensor,
        ];
        const [mask, steps] = restored(saved.slice(6), settings);
        const [z, r] = halves(tf, gates);
        const [zSlope, rSlope] = halves(tf, recurrentActivation.slope(tf, gates));
        const before = statesBefore(tf, h0, hiddens);
        const seen = masked(tf, before, mask);
        const toCandidate = tf.mul(tf.sub(1, z), activation.slope(tf, candidate));
        const toUpdate = tf.mul(tf.sub(before, candidate), zSlope);
        const toReset = tf.mul(seen, rSlope);
        const turnedGates = tf.transpose(gateKernel);
        const turnedCandidate = tf.transpose(candidateKernel);
        const { start, each } = given(tf, settings, dResults as Tensor, h0);
        const { states, outputs } = scan(
          tf,
          {
            states: [start],
            sequences: [toCandidate, toUpdate, toReset, z, r, ...each, ...optional(undefined, steps)],
            reverse: true,
          },
          ([dh], items) => {
            const [candidateFactor, updateFactor, resetFactor, update, reset] = items as [
              Tensor,
              Tensor,
              Tensor,
              Tensor,
              Tensor,
            ];
            const [here, count] = restored(items.slice(5), { mask: everyStep, counts });
            const { through: dHidden, past } = parting(
              tf,
              here ? tf.add(dh as Tensor, here) : (dh as Tensor),
              count,
            );
            const dCandidate = tf.mul(dHidden, candidateFactor);
            const dSeen = product(tf, dCandidate, turnedCandidate);
            const dGates = tf.concat([tf.mul(dHidden, updateFactor), tf.mul(dSeen, resetFactor)], 1);
            const through = tf.add(product(tf, dGates, turnedGates), tf.mul(dSeen, reset));
            return {
              states: [past(tf.add(masked(tf, through, mask), tf.mul(dHidden, update)))],
              outputs: [dGates, dCandidate],
            };
          },
        );
        const [dGates, dCandidates] = outputs as readonly [Tensor, Tensor];
        return [
          tf.concat([dGates, dCandidates], 2),
          tf.concat([kernelGradient(tf, seen, dGates), kernelGradient(tf, tf.mul(r, seen), dCandidates)], 1),
          states[0] as Tensor,
        ];
      },
    };
  });
};
