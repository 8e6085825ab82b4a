/** Sentences about losses that do not fit the answers, or the target that they are compared with. */
import type { Problem, Remedy } from './issue.ts';

/** Names of the losses in the middle of a sentence. */
const LOSS_NAMES: Readonly<Record<string, string>> = {
  categoricalCrossentropy: 'categorical crossentropy',
  binaryCrossentropy: 'binary crossentropy',
  meanSquaredError: 'mean squared error',
  meanAbsoluteError: 'mean absolute error',
  huber: 'the Huber loss',
};

export function lossName(loss: string): string {
  return LOSS_NAMES[loss] ?? loss;
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

export function lossForClassesOnAmounts(loss: string, field: string): Problem {
  return {
    code: 'loss-does-not-fit-target',
    severity: 'warning',
    message: `{layer} compares the amounts in "${field}" with ${lossName(loss)}, which is meant for classes. Use mean squared error.`,
    received: lossName(loss),
    expected: lossName('meanSquaredError'),
    param: 'loss',
    remedies: [lossRemedy('meanSquaredError')],
  };
}
