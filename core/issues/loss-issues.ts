/** Sentences about losses that do not fit the answers, or the target that they are compared with. */
import { knownLoss } from '../train/losses/registry.ts';
import type { Problem, Remedy } from './issue.ts';

function lossName(loss: string): string {
  return knownLoss(loss)?.spoken ?? loss;
}

export function lossRemedy(loss: string): Remedy {
  return { kind: 'set-params', label: `Use ${lossName(loss)}`, params: { loss } };
}

/** The answers are plain numbers where the loss takes probabilities. */
export function needsProbabilities(loss: string, function_: 'softmax' | 'sigmoid', remedy: Remedy): Problem {
  const [what, name] =
    function_ === 'softmax'
      ? ['probabilities that sum to 1', 'a Softmax']
      : ['probabilities between 0 and 1', 'a sigmoid'];
  return {
    code: 'loss-needs-probabilities',
    severity: 'warning',
    message: `{layer} compares with ${lossName(loss)}, which takes ${what}, but {source} does not give such. Put ${name} before the Output.`,
    received: 'other numbers',
    expected: what,
    input: 0,
    remedies: [remedy],
  };
}

/** Answers may be anything where the loss takes a logarithm of them. */
export function needsPositive(loss: string): Problem {
  return {
    code: 'loss-needs-positive',
    severity: 'warning',
    message: `{layer} compares with ${lossName(loss)}, which takes positive numbers, but {source} may give others. Put a softplus before the Output.`,
    received: 'any numbers',
    expected: 'positive numbers',
    input: 0,
    remedies: [
      {
        kind: 'insert-before',
        label: 'Insert a softplus',
        layer: { type: 'Activation', params: { activation: 'softplus' } },
        input: 0,
      },
    ],
  };
}

/** A softmax with the loss for yes and no, or the other way round. */
export function wrongCrossentropy(loss: string, better: string): Problem {
  const ends = better === 'categoricalCrossentropy' ? 'a softmax' : 'a sigmoid';
  return {
    code: 'loss-does-not-fit-activation',
    severity: 'warning',
    message: `{layer} compares with ${lossName(loss)}, but the network ends in ${ends}. Use ${lossName(better)}, which is made for it.`,
    received: lossName(loss),
    expected: lossName(better),
    param: 'loss',
    remedies: [lossRemedy(better)],
  };
}

export function lossForAmountsOnClasses(loss: string, field: string, better: string): Problem {
  return {
    code: 'loss-does-not-fit-target',
    severity: 'warning',
    message: `{layer} compares the classes of "${field}" with ${lossName(loss)}, which is meant for amounts, and would learn slowly. Use ${lossName(better)}.`,
    received: lossName(loss),
    expected: lossName(better),
    param: 'loss',
    remedies: [lossRemedy(better)],
  };
}

export function lossForClassesOnAmounts(
  loss: string,
  field: string,
  meantFor: 'classes' | 'numbers between 0 and 1',
): Problem {
  return {
    code: 'loss-does-not-fit-target',
    severity: 'warning',
    message: `{layer} compares the amounts in "${field}" with ${lossName(loss)}, which is meant for ${meantFor}. Use mean squared error.`,
    received: lossName(loss),
    expected: lossName('meanSquaredError'),
    param: 'loss',
    remedies: [lossRemedy('meanSquaredError')],
  };
}
