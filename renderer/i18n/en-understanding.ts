/** Sentences and labels of understanding a network: previews of layers, numbers behind shapes, fixes before they are applied. */

const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const counted = (value: number, noun: string) =>
  `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;

export const enUnderstanding = {
  actions: {
    previewAll: 'Show what all layers see',
    hidePreviews: 'Hide what layers see',
    preview: 'Show what the layer sees',
    hidePreview: 'Hide what the layer sees',
    nextSample: 'Next sample',
    previousSample: 'Previous sample',
    explain: 'Explain the numbers',
  },

  preview: {
    bar: 'Sample',
    sample: (place: number, of: number) => `${place.toLocaleString('en')} / ${of.toLocaleString('en')}`,
    truth: (name: string) => `is “${name}”`,
    initial: 'first weights',
    initialHelp:
      'The layers have the weights that training starts with. Train the network to see what it learns.',
    trained: (run: string) => `trained: ${run}`,
    trainedHelp:
      'The layers have the best weights of the newest run of this network, and follow it while it trains.',
    computing: 'Computing…',
    updating: 'updating',
    noData: 'Choose data in the inspector to see what this layer makes of a sample.',
    failed: (message: string) => `No preview: ${message}`,
    again: 'Try again',
    close: 'Hide what layers see',
    label: (name: string, what: string) => `What ${name} gives: ${what}`,
    maps: (count: number, channels: number) =>
      count === channels ? counted(channels, 'map') : `${count} of ${channels.toLocaleString('en')} maps`,
    picture: 'a picture',
    lines: (features: number, steps: number) => `${counted(features, 'line')} over ${counted(steps, 'step')}`,
    bars: (values: number) => counted(values, 'value'),
    histogram: 'how often values occur',
    classes: (label: string, share: string) => `${label} with ${share}`,
    figure: (value: number) => figure.format(value),
    percent: (share: number) =>
      share.toLocaleString('en', { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }),
    range: (min: number, max: number) => `${figure.format(min)} … ${figure.format(max)}`,
    zeros: (share: number) =>
      `${share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 0 })} zeros`,
    broken: (values: number) => `${counted(values, 'value')} not a number`,
  },

  explain: {
    label: (name: string) => `Numbers behind ${name}`,
    shape: 'Shape',
    parameters: 'Parameters',
    noParameters: 'nothing to learn',
    multiplyAdds: 'Multiply-adds',
    input: 'In',
    output: 'Out',
    unknown: 'not known yet',
    close: 'Close',
  },

  fix: {
    /** What a fix would do, before it is applied. */
    label: 'What this would change',
    new: 'new',
    changed: 'changed',
    removed: 'removed',
    inside: (names: readonly string[]) => `changes ${names.join(', ')}`,
    answer: (shape: string) => `The network would answer ${shape}.`,
    solved: 'No problems would be left.',
    left: (errors: number, warnings: number) => {
      const parts = [
        ...(errors > 0 ? [counted(errors, 'problem')] : []),
        ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
      ];
      return `${parts.join(' and ')} would be left.`;
    },
    refused: 'This cannot be done while a layer that it changes is locked.',
  },
} as const;
