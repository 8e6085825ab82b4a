import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';

export const rescaling = defineLayer({
  type: 'Rescaling',
  title: 'Rescaling',
  category: 'preprocessing',
  icon: 'ruler',
  summary: 'Multiplies every value with a number and adds another.',
  doc: `Brings raw values into the range that a network likes: pixels from 0 to 255 become 0 to 1 with a scale of 1/255, or
-1 to 1 with a scale of 1/127.5 and an offset of -1. The Input layer scales by itself; take this one where a network
from a book has it, and set the Input's scaling to "none".`,
  formula: 'y = s\\, x + o',
  parameters: {
    scale: number({ label: 'Scale', help: 'What every value is multiplied with.', default: 1 / 255 }),
    offset: number({ label: 'Offset', help: 'What is added to every value then.', default: 0 }),
  },
  describe: ({ scale, offset }) => `× ${short(scale)}${offset === 0 ? '' : `, + ${short(offset)}`}`,
  infer: (_params, [{ shape }]) => ok([{ dtype: 'float32', shape }]),
  multiplyAdds: (_params, _inputs, [output]) => sampleSize(output.shape),
  call: ({ tf }, { scale, offset }, [x]) => {
    const scaled = tf.mul(x, scale);
    return [offset === 0 ? scaled : tf.add(scaled, offset)];
  },
  emitOnnx: (emitter, { scale, offset }, [x]) => {
    const scaled = emitter.node('Mul', [x.name, emitter.float(scale)]);
    return [{ ...x, name: offset === 0 ? scaled : emitter.node('Add', [scaled, emitter.float(offset)]) }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Pixels to 0…1',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 1] }],
      parameters: 0,
    },
    {
      title: 'Doubled, less one',
      params: { scale: 2, offset: -1 },
      inputs: [{ dtype: 'float32', shape: [null, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
    },
  ],
});

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
