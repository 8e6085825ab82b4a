import type { Origin } from './diagnose.ts';

/** A run that cannot go on for a reason that a person can mend. The message is for them. */
export class TrainingFault extends Error {
  override readonly name = 'TrainingFault';
}

export interface Divergence {
  /** Counted from 1. */
  readonly epoch: number;
  readonly step: number;
  readonly learningRate: number;
  readonly origin: Origin;
}

/** What is said when something is no longer a number: where it began, and what helps. */
export function divergedSentence({ epoch, step, learningRate, origin }: Divergence): string {
  const [what, advice] = explained(origin, rateAdvice(learningRate));
  return `${what} (epoch ${epoch}, step ${step}). ${advice} The last checkpoint is kept.`;
}

function rateAdvice(learningRate: number): string {
  return `The learning rate is ${learningRate}; try ${Number((learningRate / 10).toPrecision(3))}.`;
}

function explained(origin: Origin, rate: string): readonly [what: string, advice: string] {
  switch (origin.kind) {
    case 'data':
      return [
        `The data has values that are no numbers in the field "${origin.field}"`,
        'Look for empty cells, divisions by zero and infinite values there, and mend or leave out their rows.',
      ];
    case 'weight':
      return [
        `The weight "${origin.weight}" of the layer "${origin.layer}" is no longer a number`,
        `The steps before were too large and it ran away. ${rate}`,
      ];
    case 'output':
      return [
        `The output of the layer "${origin.layer}"${origin.type ? ` (${origin.type})` : ''} is no longer a number`,
        `What reaches it has grown too large. ${rate} A normalization layer before it, or inputs on a smaller scale, help too.`,
      ];
    case 'loss':
      return [
        `The loss of the output "${origin.layer}" is no longer a number`,
        `The answers are too far from the field "${origin.field}" to be measured. ${rate} See that the targets are on a scale that the last layer can reach.`,
      ];
    case 'gradient':
      return [
        `The gradient of "${origin.weight}" of the layer "${origin.layer}" is no longer a number`,
        `It exploded on its way back through the network. ${rate} Clipping the gradients helps too.`,
      ];
    case 'step':
      return ['The weights are no longer numbers after this step', `The step was too large. ${rate}`];
  }
}
