/** A run that cannot go on for a reason that a person can mend. The message is for them. */
export class TrainingFault extends Error {
  override readonly name = 'TrainingFault';
}

/** What is said when the loss or a weight is no longer a number. */
export function divergedSentence(epoch: number, step: number, learningRate: number): string {
  return `The loss is no longer a number (epoch ${epoch}, step ${step}): the steps were too large and the weights ran away. The learning rate is ${learningRate}; try ${Number((learningRate / 10).toPrecision(3))}, and look for values in the data that are very large.`;
}
