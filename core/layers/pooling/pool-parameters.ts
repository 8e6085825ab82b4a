/** Parameters of poolings, for each number of axes. */
import { integer, optionalInteger, optionalTuple, tuple } from '../parameter.ts';
import { paddingParameter } from '../window-parameters.ts';

const POOL_SIZE = { label: 'Pool size', max: 1000 };

const STRIDES = {
  label: 'Strides',
  help: 'How many places the window moves at a time. Smaller than the window, windows overlap.',
  default: null,
  automatic: 'Same as the pool size',
  advanced: true,
} as const;

export const poolParameters1d = {
  poolSize: integer({ ...POOL_SIZE, help: 'Steps in the window that becomes one value.', default: 2 }),
  padding: paddingParameter,
  strides: optionalInteger({ ...STRIDES, own: 2 }),
};

export const poolParameters2d = {
  poolSize: tuple({
    ...POOL_SIZE,
    places: ['height', 'width'],
    help: 'Height and width of the window that becomes one value.',
    default: [2, 2],
  }),
  padding: paddingParameter,
  strides: optionalTuple({ ...STRIDES, places: ['height', 'width'], own: [2, 2] }),
};

export const poolParameters3d = {
  poolSize: tuple({
    ...POOL_SIZE,
    places: ['depth', 'height', 'width'],
    help: 'Depth, height and width of the window that becomes one value.',
    default: [2, 2, 2],
  }),
  padding: paddingParameter,
  strides: optionalTuple({ ...STRIDES, places: ['depth', 'height', 'width'], own: [2, 2, 2] }),
};
