/** Parameters of convolutions, for each number of axes. */
import { choice, integer, tuple } from '../parameter.ts';
import {
  dilationParameter,
  kernelSizeParameter,
  paddingParameter,
  stridesParameter,
} from '../window-parameters.ts';

export const filtersParameter = integer({
  label: 'Filters',
  help: 'Number of patterns to learn: channels of the output.',
  default: 32,
});

export const groupsParameter = integer({
  label: 'Groups',
  help: 'Parts the channels evenly: each filter looks at one group only. 1 looks at all of them.',
  default: 1,
  advanced: true,
});

export const depthMultiplierParameter = integer({
  label: 'Patterns per channel',
  help: 'Number of patterns to look for in each channel before they are mixed.',
  default: 1,
  advanced: true,
});

export const windowParameters1d = {
  kernelSize: integer({
    label: 'Kernel size',
    help: 'Length of the window, in steps.',
    default: 3,
    max: 1000,
  }),
  strides: integer({
    label: 'Strides',
    help: 'How many steps the window moves at a time. 2 halves the sequence.',
    default: 1,
    advanced: true,
  }),
  padding: choice({
    label: 'Padding',
    help: 'At the ends: look only where the window fits, or pad with nothing so that the length stays.',
    default: 'valid',
    options: { valid: 'Valid: only where it fits', same: 'Same: keeps the length' },
  }),
  dilationRate: integer({
    label: 'Dilation',
    help: 'Spreads the kernel: 2 leaves a gap of one between the steps that it looks at.',
    default: 1,
    advanced: true,
  }),
};

export const windowParameters2d = {
  kernelSize: kernelSizeParameter,
  strides: stridesParameter,
  padding: paddingParameter,
  dilationRate: dilationParameter,
};

export const windowParameters3d = {
  kernelSize: tuple({
    places: ['depth', 'height', 'width'],
    label: 'Kernel size',
    help: 'Depth, height and width of the window.',
    default: [3, 3, 3],
    max: 1000,
  }),
  strides: tuple({
    places: ['depth', 'height', 'width'],
    label: 'Strides',
    help: 'How many places the window moves at a time: depth, height, width.',
    default: [1, 1, 1],
    advanced: true,
  }),
  padding: paddingParameter,
  dilationRate: tuple({
    places: ['depth', 'height', 'width'],
    label: 'Dilation',
    help: 'Spreads the kernel: 2 leaves a gap of one between the values that it looks at.',
    default: [1, 1, 1],
    advanced: true,
  }),
};

/** Transposed convolutions add places and defaults of their own. */
export const outputPadding = {
  label: 'Output padding',
  help: 'Places left empty behind the last pattern, to choose among the sizes that strides make possible.',
  default: null,
  automatic: 'Fits the strides',
  advanced: true,
} as const;
