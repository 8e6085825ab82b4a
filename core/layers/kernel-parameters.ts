/** Parameters that layers with a kernel (Dense, convolutions) have in common. */
import { choice, flag } from './parameter.ts';

export const kernelInitializerParameter = choice({
  label: 'First weights',
  help: 'How the weights start. He suits ReLU, LeCun suits SELU, Glorot most others.',
  default: 'glorotUniform',
  options: {
    glorotUniform: 'Glorot uniform',
    glorotNormal: 'Glorot normal',
    heUniform: 'He uniform',
    heNormal: 'He normal',
    lecunNormal: 'LeCun normal',
    zeros: 'All 0',
    ones: 'All 1',
  },
  advanced: true,
});

export const useBiasParameter = flag({
  label: 'Bias',
  help: 'Adds a learned number to every output.',
  default: true,
  advanced: true,
});
