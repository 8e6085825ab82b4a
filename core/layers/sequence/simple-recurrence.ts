/** The plain recurrent cell over all steps: h = f(projected + h U). */
import { scan } from '../../engine/scan.ts';
import type { Tensor, Tensor2D } from '../../tensorflow.ts';
import {
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

export const simpleRecurrence: Recurrence = (tf, inputs, settings) => {
  const { activation, everyStep, mask, counts } = settings;
  const { projected, recurrentKernel } = inputs;
  const [hidden] = inputs.states as readonly [Tensor];
  return differentiable(tf, [projected, recurrentKernel, hidden], () => {
    const sequences = [projected, ...(counts ? [counts] : [])];
    const { outputs } = scan(tf, { states: [hidden], sequences }, ([h], [p, count]) => {
      const product = tf.matMul(masked(tf, h as Tensor, mask) as Tensor2D, recurrentKernel as Tensor2D);
      const sum = tf.add(product, p as Tensor);
      const state = stepped(tf, h as Tensor, activation.call(tf, sum), count);
      return { states: [state], outputs: [state] };
    });
    const [hiddens] = outputs as readonly [Tensor];
    return {
      results: [everyStep ? hiddens : tf.expandDims(lastState(tf, hiddens), 0)],
      kept: [hiddens, recurrentKernel, hidden, ...optional(mask, counts)],
      gradient: ([given], [hiddens, kernel, h0, ...rest]) => {
        const [mask, counts] = restored(rest, settings);
        const slope = activation.slope(tf, hiddens as Tensor);
        // Once, and not in every step.
        const turned = tf.transpose(kernel as Tensor2D);
        const { states, outputs } = scan(
          tf,
          {
            states: [everyStep ? tf.zerosLike(h0 as Tensor) : lastState(tf, given as Tensor)],
            sequences: [slope, ...optional(everyStep ? given : undefined, counts)],
            reverse: true,
          },
          ([dh], [factor, ...items]) => {
            const [here, count] = restored(items, { mask: everyStep, counts });
            const { through, past } = parting(tf, here ? tf.add(dh as Tensor, here) : (dh as Tensor), count);
            const dSum = tf.mul(through, factor as Tensor);
            const dBefore = tf.matMul(dSum as Tensor2D, turned);
            return { states: [past(masked(tf, dBefore, mask))], outputs: [dSum] };
          },
        );
        const [dSums] = outputs as readonly [Tensor];
        const before = masked(tf, statesBefore(tf, h0 as Tensor, hiddens as Tensor), mask);
        return [dSums, kernelGradient(tf, before, dSums), states[0] as Tensor];
      },
    };
  });
};
