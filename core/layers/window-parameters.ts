/** Parameters that convolutions and poolings have in common. */
import { choice, tuple } from './parameter.ts';

export const paddingParameter = choice({
  label: 'Padding',
  help: 'At the border: look only where the window fits, or pad with nothing so that the size stays.',
  default: 'valid',
  options: { valid: 'Valid: only where it fits', same: 'Same: keeps the size' },
});

export const stridesParameter = tuple({
  places: ['height', 'width'],
  label: 'Strides',
  help: 'How many places the window moves at a time: height, width. 2 × 2 halves the image.',
  default: [1, 1],
  advanced: true,
});

export const dilationParameter = tuple({
  places: ['height', 'width'],
  label: 'Dilation',
  help: 'Spreads the kernel: 2 leaves a gap of one between the values that it looks at.',
  default: [1, 1],
  advanced: true,
});

export const kernelSizeParameter = tuple({
  places: ['height', 'width'],
  label: 'Kernel size',
  help: 'Height and width of the window, in pixels.',
  default: [3, 3],
  max: 1000,
});
