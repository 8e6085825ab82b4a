import { enlargedSums } from '../../explain/size-sums.ts';
import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';
import { needsSequence } from '../sequence-input.ts';
import { enlargedSight } from '../sight.ts';
import { asList } from '../spatial-input.ts';
import { emitRepeatPlaces, repeatPlaces } from './repeat-places.ts';

export const upSampling1d = defineLayer({
  type: 'UpSampling1D',
  title: 'UpSampling1D',
  category: 'merge',
  icon: 'expand',
  summary: 'Lengthens a sequence by repeating its steps.',
  doc: `Repeats every step, so that the sequence becomes longer and each step a run of equal ones. Decoders of signals
grow what was shortened back with it, usually with a Conv1D behind that smooths the runs. It has nothing to learn.`,
  formula: 'y_{t,c} = x_{\\lfloor t / s \\rfloor,\\; c}',
  parameters: {
    size: integer({
      label: 'Factor',
      help: 'How many times each step is repeated.',
      default: 2,
      max: 100,
    }),
  },
  describe: ({ size }) => `${size} times`,
  infer: ({ size }, [input]) => {
    const sequence = needsSequence(input);
    if (!sequence.ok) return sequence;
    const { steps, features } = sequence.value;
    return ok([{ dtype: 'float32', shape: [null, steps * size, features] }]);
  },
  call: ({ tf }, { size }, [x]) => [repeatPlaces(tf, x, [size])],
  emitOnnx: (emitter, { size }, [x]) => [emitRepeatPlaces(emitter, x, [size])],
  explain: ({ size }, [input]) => enlargedSums(input, asList(size)),
  sight: ({ size }) => enlargedSight([size]),
  examples: [
    {
      title: 'Twice as long',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 8, 3] }],
      parameters: 0,
    },
    {
      title: 'Three times as long',
      params: { size: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 15, 2] }],
    },
  ],
});
