import { adamRule } from './adam-rule.ts';
import { defineOptimizer } from './define-optimizer.ts';
import { amsgrad, beta1, beta2, epsilon, learningRate, weightDecay } from './parameters.ts';

export const adam = defineOptimizer({
  type: 'adam',
  title: 'Adam',
  summary:
    'Momentum and a pace of its own for every weight. Works well nearly everywhere without much tuning: a good first choice.',
  formula: 'w \\leftarrow w - \\eta \\frac{\\hat m}{\\sqrt{\\hat v} + \\epsilon}',
  parameters: {
    learningRate: learningRate(0.001),
    beta1,
    beta2,
    epsilon,
    amsgrad,
    weightDecay: weightDecay(),
  },
  rule: adamRule,
});
