import { adamRule } from './adam-rule.ts';
import { defineOptimizer } from './define-optimizer.ts';
import { amsgrad, beta1, beta2, epsilon, learningRate, weightDecay } from './parameters.ts';

/** AdamW (Loshchilov and Hutter, 2019): Adam whose weight decay stands beside the gradient, not in it. */
export const adamw = defineOptimizer({
  type: 'adamw',
  title: 'AdamW',
  summary:
    'Adam that also lets all weights shrink a little in each step, which keeps large networks from learning by heart.',
  formula:
    'w \\leftarrow (1 - \\eta \\lambda) w, \\quad w \\leftarrow w - \\eta \\frac{\\hat m}{\\sqrt{\\hat v} + \\epsilon}',
  parameters: {
    learningRate: learningRate(0.001),
    weightDecay: weightDecay(0.004),
    beta1,
    beta2,
    epsilon,
    amsgrad,
  },
  rule: adamRule,
});
