/** Words of the engine menu. */
export const enEngines = {
  trainsOn: (title: string) => `Trains on: ${title}`,
  heading: 'What trains the network',
  others: 'Not on this machine',
  rate: (samples: number) => `${Math.round(samples).toLocaleString('en')} samples/s`,
  exact: 'what the others are compared with',
  difference: (relative: number) =>
    `losses differ by ${relative === 0 ? 'nothing' : relative.toExponential(0)}`,
  testing: 'Testing what works here. This can take a minute…',
  again: 'Test again',
  explained:
    'Rates are those of LeNet-5 on images of 8 × 8. What gives other losses than the processor is not offered.',
} as const;
