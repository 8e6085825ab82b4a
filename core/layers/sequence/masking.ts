import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { number } from '../parameter.ts';
import { needsSequence } from '../sequence-input.ts';

/** ONNX's number for float32. */
const FLOAT = 1;

export const masking = defineLayer({
  type: 'Masking',
  title: 'Masking',
  category: 'sequence',
  icon: 'skip-forward',
  summary: 'Marks the steps of a sequence that are only there to fill it up.',
  doc: `Sequences of different lengths are filled up with steps that mean nothing. Where all numbers of a step are the mask
value, a mask says so to the layers behind: recurrent layers skip the step, attention does not look at it,
GlobalAveragePooling1D leaves it out of the mean, and a loss of every step does not count it. The step itself becomes 0.
Convolutions, poolings and Flatten know nothing of masks; there it ends. For words, an Embedding that masks zeros does
the same.`,
  formula:
    'm_t = \\begin{cases} 0 & x_{t,k} = v \\text{ for all } k \\\\ 1 & \\text{else} \\end{cases}, \\quad y_t = m_t\\, x_t',
  parameters: {
    maskValue: number({
      label: 'Mask value',
      help: 'Steps of which every number is this are skipped.',
      default: 0,
      step: 1,
    }),
  },
  describe: ({ maskValue }) => `skips ${maskValue}`,
  infer: (_params, [input]) => {
    const sequence = needsSequence(input);
    return sequence.ok ? ok([{ dtype: input.dtype, shape: input.shape }]) : sequence;
  },
  call: ({ tf }, { maskValue }, [x]) => [
    tf.mul(x, tf.max(tf.cast(tf.notEqual(x, maskValue), 'float32'), -1, true)),
  ],
  emitOnnx: (emitter, { maskValue }, [input]) => {
    const x = emitter.asIs(input);
    const equal = emitter.node('Equal', [x.name, emitter.float(maskValue)]);
    const differs = emitter.node('Cast', [emitter.node('Not', [equal])], { attributes: { to: FLOAT } });
    const counts = emitter.node('ReduceMax', [differs], { attributes: { axes: [-1], keepdims: 1 } });
    return [{ ...x, name: emitter.node('Mul', [x.name, counts]) }];
  },
  masking: { carry: (math, { maskValue }, [x]) => [math.anyDiffers(x, maskValue)] },
  examples: [
    {
      title: 'Sequences filled up with zeros',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      parameters: 0,
    },
    {
      title: 'Steps of whole numbers, filled up with ones',
      params: { maskValue: 1 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 1], below: 3 }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 1] }],
    },
  ],
});
