/** Parameters of recurrent layers, with one wording for the whole family. Names, order and defaults are Keras's. */
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { flag, integer, number } from '../parameter.ts';
import { constraintParameter, initializerParameter, regularizerParameter } from '../weight-parameters.ts';
import { gateParameter } from './gate-functions.ts';

export const unitsParameter = integer({
  label: 'Units',
  help: 'Size of the memory: how many numbers go from step to step, and come out.',
  default: 32,
});

export const activationParameter = gateParameter(
  'Activation',
  'Bends what is remembered. Tanh keeps it between -1 and 1, however long the sequence.',
  'tanh',
);

export const recurrentActivationParameter = gateParameter(
  'Gate activation',
  'Bends the gates, which should go from 0 (shut) to 1 (open).',
  'sigmoid',
);

export const returnSequencesParameter = flag({
  label: 'Every step',
  help: 'Gives the state after every step, as the next recurrent layer wants it. Off: only after the last one.',
  default: false,
});

export const returnStateParameter = flag({
  label: 'States as outputs',
  help: 'Adds outputs for what is remembered after the last step, to start another layer from it.',
  default: false,
  advanced: true,
});

/** How the weights start, are penalized and bounded. */
export const recurrentWeightParameters = {
  ...kernelParameters,
  recurrentInitializer: initializerParameter(
    { label: 'First recurrent weights', help: 'How the weights from step to step start.' },
    'orthogonal',
  ),
  recurrentRegularizer: regularizerParameter('Penalty on the recurrent weights'),
  recurrentConstraint: constraintParameter('Bounds of the recurrent weights'),
  ...biasParameters,
};

const share = (label: string, help: string) =>
  number({ label, help, default: 0, min: 0, max: 0.99, step: 0.05, advanced: true });

export const dropoutParameters = {
  dropout: share(
    'Dropout',
    'Share of the inputs that is switched off while training, the same at every step.',
  ),
  recurrentDropout: share(
    'Recurrent dropout',
    'Share of the memory that is hidden from the gates while training, the same at every step.',
  ),
};

export const directionParameters = {
  goBackwards: flag({
    label: 'Backwards',
    help: 'Reads the sequence from its end; with every step, the outputs come in that order too.',
    default: false,
    advanced: true,
  }),
  initialState: flag({
    label: 'First state as input',
    help: 'Adds inputs for what is remembered before the first step. Off: zeros.',
    default: false,
    advanced: true,
  }),
};

export const unitForgetBiasParameter = flag({
  label: 'Remember at first',
  help: 'Starts the bias of the forget gate at 1, so that the memory stays until the layer learns what to forget.',
  default: true,
  advanced: true,
});
