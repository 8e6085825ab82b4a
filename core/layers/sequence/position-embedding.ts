import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { needsSequence } from '../sequence-input.ts';
import { initializerParameter } from '../weight-parameters.ts';

export const positionEmbedding = defineLayer({
  type: 'PositionEmbedding',
  title: 'PositionEmbedding',
  category: 'sequence',
  icon: 'list-ordered',
  summary: 'Adds a learned row to each step, so that the order counts.',
  doc: `Attention sees a sequence as a heap: it could not tell "dog bites man" from "man bites dog". This layer adds to
every step a row of numbers that belongs to its place, and learns these rows. Put it behind the Embedding and before
the first attention. It knows no place beyond the length that it was trained with.`,
  formula: 'y_t = x_t + P_t',
  parameters: {
    initializer: initializerParameter(
      { label: 'First rows', help: 'How the rows of the places start.' },
      'glorotUniform',
    ),
  },
  infer: (_params, [input]) => {
    const sequence = needsSequence(input);
    return sequence.ok ? ok([input]) : sequence;
  },
  weights: ({ initializer }, [{ shape }]) => [
    { name: 'embeddings', shape: [shape[1] ?? 1, shape[2] ?? 1], initializer, trainable: true },
  ],
  call: ({ tf }, _params, [x], weight) => [tf.add(x, weight('embeddings'))],
  emitOnnx: (emitter, _params, [x], weight) => {
    const { shape, data } = weight('embeddings');
    const sequence = emitter.asIs(x);
    const name = emitter.node('Add', [sequence.name, emitter.weight('embeddings', shape, data)]);
    return [{ ...sequence, name }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Four places',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 12,
    },
  ],
});
