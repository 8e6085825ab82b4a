import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';
import { needsSequence } from '../sequence-input.ts';

export const sinePositionEncoding = defineLayer({
  type: 'SinePositionEncoding',
  title: 'SinePositionEncoding',
  category: 'sequence',
  icon: 'audio-waveform',
  summary: 'Adds waves of many lengths to a sequence, so that the order counts.',
  doc: `Attention sees a sequence as a heap. This layer adds to every step the values of sines and cosines whose waves
grow longer from feature to feature, as the hands of a clock turn at different speeds: together they tell every place
from every other, and equal distances look alike everywhere. Nothing is learned. The original Transformer uses it.`,
  formula:
    'y_{t,2i} = x_{t,2i} + \\sin\\frac{t}{w^{2i/d}}, \\quad y_{t,2i+1} = x_{t,2i+1} + \\cos\\frac{t}{w^{2i/d}}',
  parameters: {
    maxWavelength: number({
      label: 'Longest wave',
      help: 'Steps, divided by 2π, until the slowest wave comes round again.',
      default: 10_000,
      min: 1,
      step: 1000,
      advanced: true,
    }),
  },
  infer: (_params, [input]) => {
    const sequence = needsSequence(input);
    return sequence.ok ? ok([input]) : sequence;
  },
  call: ({ tf }, { maxWavelength }, [x]) => {
    const [, steps = 1, features = 1] = x.shape;
    return [tf.add(x, tf.tensor2d(waves(steps, features, maxWavelength), [steps, features]))];
  },
  emitOnnx: (emitter, { maxWavelength }, [x]) => {
    const [, steps, features] = x.shape;
    const shape = [steps ?? 1, features ?? 1] as const;
    const sequence = emitter.asIs(x);
    const encoding = emitter.weight('encoding', shape, waves(...shape, maxWavelength));
    return [{ ...sequence, name: emitter.node('Add', [sequence.name, encoding]) }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Five places with four features',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 4] }],
      parameters: 0,
    },
    {
      title: 'An odd number of features',
      params: { maxWavelength: 100 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3] }],
    },
  ],
});

/** [steps, features], after "Attention Is All You Need", section 3.5. */
function waves(steps: number, features: number, longest: number): Float32Array {
  return Float32Array.from({ length: steps * features }, (_, index) => {
    const feature = index % features;
    const angle = Math.floor(index / features) / longest ** ((2 * Math.floor(feature / 2)) / features);
    return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
