/** Parameters of transformer blocks. Names and defaults are those of KerasHub's TransformerEncoder and -Decoder. */
import type { Problem } from '../../issues/issue.ts';
import { ACTIVATION_FUNCTIONS, type ActivationName } from '../activation/activation-functions.ts';
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { choice, flag, integer, number, type ParamsOf } from '../parameter.ts';

const { useBias: _always, ...biases } = biasParameters;

export const transformerParameters = {
  numHeads: integer({
    label: 'Heads',
    help: 'How many heads of attention look side by side; they share the features between them.',
    default: 4,
  }),
  intermediateDim: integer({
    label: 'Feed-forward size',
    help: 'Units of the layer inside the feed-forward part; four times the features is usual.',
    default: 128,
  }),
  dropout: number({
    label: 'Dropout',
    help: 'Share that is switched off in each training step: of the attention and of what each part adds.',
    default: 0,
    min: 0,
    max: 0.99,
    step: 0.05,
  }),
  activation: choice<ActivationName>({
    label: 'Activation',
    help: 'Bends the inner layer of the feed-forward part. ReLU or GELU are usual.',
    default: 'relu',
    options: Object.fromEntries(
      Object.entries(ACTIVATION_FUNCTIONS).map(([name, { label }]) => [name, label]),
    ) as Record<ActivationName, string>,
  }),
  normalizeFirst: flag({
    label: 'Normalize first',
    help: 'Normalizes before each part instead of after it; deep stacks then learn without a warm-up.',
    default: false,
  }),
  layerNormEpsilon: number({
    label: 'Epsilon',
    help: 'A small number that keeps the division of the normalizations safe.',
    default: 1e-5,
    min: 1e-9,
    max: 1,
    step: 0.001,
    advanced: true,
  }),
  ...kernelParameters,
  ...biases,
};

export type TransformerParams = ParamsOf<typeof transformerParameters>;

/** Keras gives each head as many features as divide evenly; it needs at least one. */
export function checkHeads(numHeads: number, features: number): Problem | undefined {
  if (numHeads <= features) return undefined;
  return {
    code: 'transformer-heads',
    severity: 'error',
    message: `{layer} shares the features of a step between ${numHeads} heads, but {source} gives only ${features}. Use fewer heads, or give each step more features with an Embedding or a Dense.`,
    received: `${features} features`,
    expected: `at least ${numHeads}`,
    input: 0,
    param: 'numHeads',
    remedies: [
      {
        kind: 'set-params',
        label: features === 1 ? 'Use 1 head' : `Use ${features} heads`,
        params: { numHeads: features },
      },
    ],
  };
}
