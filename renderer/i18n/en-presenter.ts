/** Labels of the presenter mode, which shows one layer after another in large print. */
export const enPresenter = {
  action: 'Present layer by layer',
  label: 'Presenter',
  keys: '← → walk · Esc leaves',
  keysInto: '← → walk · ↓ goes in · Esc leaves',
  keysOut: '← → walk · ↑ goes out · Esc leaves',
  keysBoth: '← → walk · ↓ ↑ go in and out · Esc leaves',
  previous: 'Previous',
  next: 'Next',
  leave: 'Leave presenter mode',
  place: (at: number, of: number) => `${at} of ${of}`,
  arrow: 'becomes',
  unknown: 'shape unknown',
  group: (layers: number) => `Group of ${layers.toLocaleString('en')} ${layers === 1 ? 'layer' : 'layers'}`,
} as const;
