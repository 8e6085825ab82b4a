import { borderSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { placeSight } from '../sight.ts';
import { describeBorder, emitPadding, inferPadding, pad } from './border.ts';

export const zeroPadding1d = defineLayer({
  type: 'ZeroPadding1D',
  title: 'ZeroPadding1D',
  category: 'merge',
  icon: 'frame',
  summary: 'Adds zeros before and behind a sequence.',
  doc: `Puts steps of zeros before and behind the sequence. A convolution behind it then sees the ends as often as the middle,
or sequences get the length that a network was made for. It has nothing to learn.`,
  parameters: {
    padding: tuple({
      places: ['before', 'behind'],
      label: 'Border',
      help: 'Zeros to add before the first step and behind the last.',
      default: [1, 1],
      min: 0,
      max: 1000,
    }),
  },
  describe: ({ padding }) => describeBorder(padding),
  infer: ({ padding }, [input]) => inferPadding(padding, input),
  call: ({ tf }, { padding }, [x]) => [pad(tf, x, padding)],
  emitOnnx: (emitter, { padding }, [x]) => [emitPadding(emitter, x, padding)],
  explain: ({ padding }, [input]) => borderSums(input, padding, '+'),
  sight: () => placeSight(1),
  examples: [
    {
      title: 'One more step at both ends',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 3] }],
      parameters: 0,
    },
    {
      title: 'Only before the sequence',
      params: { padding: [3, 0] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 7, 2] }],
    },
  ],
});
