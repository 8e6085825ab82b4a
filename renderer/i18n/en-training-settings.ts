/** Sentences and labels of the settings that a network is trained with. */
export const enTrainingSettings = {
  optimizer: 'Optimizer',
  learningRate: 'Learning rate',
  schedule: 'Schedule',
  curve: {
    label: (highest: string, last: string, epochs: string) =>
      `Learning rate over ${epochs}: at most ${highest}, in the end ${last}`,
    epochs: (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'epoch' : 'epochs'}`,
    at: (epoch: string, rate: string) => `epoch ${epoch}: ${rate}`,
    watches: 'Falls from here whenever the validation loss stands still.',
  },
  clipping: 'Gradient clipping',
  clippings: {
    none: 'None',
    clipvalue: 'By value',
    clipnorm: 'By norm of each weight',
    globalClipnorm: 'By global norm',
  },
  clippingHelp: {
    none: 'Gradients are taken as they come. Recurrent networks often need them held back.',
    clipvalue: 'Each number of a gradient is held between minus and plus the limit.',
    clipnorm: 'The gradient of each weight is shortened to the limit; it still points the same way.',
    globalClipnorm: 'All gradients together are shortened to the limit; they still point the same way.',
  },
  limit: 'Limit',
  earlyStopping: 'Stop early',
  earlyStoppingHelp:
    'Ends the run when the validation loss no longer falls. The best weights are kept in any case.',
  patience: 'Patience',
  patienceHelp: 'Epochs without a better loss.',
  minDelta: 'Least gain',
  minDeltaHelp: 'What is not better by this much is not better.',
};
