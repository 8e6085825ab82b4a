import { choice } from '../parameter.ts';

export function interpolationParameter(start: 'nearest' | 'bilinear') {
  return choice({
    label: 'Interpolation',
    help: 'Takes the nearest old pixel as it is, or blends the four around each new one.',
    default: start,
    options: { nearest: 'Nearest: as it is', bilinear: 'Bilinear: blended' },
  });
}
