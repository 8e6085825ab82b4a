import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OnnxModel, OnnxValueInfo } from '../../core/onnx/onnx-model.ts';
import { writeOnnxModel } from '../../core/onnx/write-model.ts';
import { exportedLargerOfTwo } from '../testing/larger-of-two.ts';
import { openPredictor, type Predictor } from './onnx-predictor.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function stored(content: Uint8Array | string): Promise<string> {
  const file = join(folder, 'network.onnx');
  await writeFile(file, content);
  return file;
}

async function withPredictor<T>(model: OnnxModel, use: (predictor: Predictor) => Promise<T>): Promise<T> {
  const predictor = await openPredictor(await stored(writeOnnxModel(model)));
  try {
    return await use(predictor);
  } finally {
    await predictor.release();
  }
}

/** A file of another program: one operator, no metadata. */
function foreign(operator: string, input: OnnxValueInfo, output: OnnxValueInfo, opset = 17): OnnxModel {
  return {
    irVersion: 8,
    opset,
    producer: 'other',
    producerVersion: '',
    doc: '',
    metadata: {},
    graph: {
      name: 'net',
      nodes: [{ name: '', operator, inputs: [input.name], outputs: [output.name], attributes: {} }],
      initializers: [],
      inputs: [input],
      outputs: [output],
    },
  };
}

const value = (name: string, ...shape: (number | string)[]): OnnxValueInfo => ({
  name,
  element: 'float32',
  shape,
});

describe('a file of ours', () => {
  test('takes raw values by field and answers with the names of the classes', async () => {
    const answers = await withPredictor(exportedLargerOfTwo().exported, (predictor) =>
      predictor.predict([{ pair: [50, 52] }, { pair: [60, 40] }]),
    );
    expect(answers).toEqual([
      [{ output: 'larger', values: [0, 1], labels: ['first', 'second'] }],
      [{ output: 'larger', values: [5, -5], labels: ['first', 'second'] }],
    ]);
  });

  test('says what it is', async () => {
    await withPredictor(exportedLargerOfTwo().exported, async (predictor) => {
      expect(predictor).toMatchObject({
        described: true,
        opset: 17,
        inputs: [{ name: 'pair', field: { name: 'pair', kind: 'numeric', shape: [2] } }],
        outputs: [{ name: 'larger', field: { name: 'larger' }, loss: 'categoricalCrossentropy' }],
      });
    });
  });

  test('more samples than go through at once come back in their order', async () => {
    const data = Float32Array.from({ length: 1200 }, (_, place) => place);
    const { larger } = await withPredictor(exportedLargerOfTwo().exported, (predictor) =>
      predictor.run({ pair: { dtype: 'float32', shape: [600, 2], data } }),
    );
    expect(larger).toEqual({ dtype: 'float32', shape: [600, 2], data: data.map((raw) => (raw - 50) / 2) });
  });

  test('no samples give no answers', async () => {
    expect(await withPredictor(exportedLargerOfTwo().exported, (predictor) => predictor.predict([]))).toEqual(
      [],
    );
  });

  test('says that a sample has the wrong size', async () => {
    await withPredictor(exportedLargerOfTwo().exported, async (predictor) => {
      await expect(predictor.predict([{ pair: [1, 2, 3] }])).rejects.toThrow(
        `"${predictor.file}" takes 2 values for each sample of "pair", but received 3. Give it samples of that size, or use the network that was made for these.`,
      );
      await expect(predictor.predict([{ pair: [1, 2] }, { pair: [1] }])).rejects.toThrow(
        `The samples for "${predictor.file}" differ: one has 2 values of "pair", another 1. Give every sample the same number of values.`,
      );
      await expect(predictor.predict([{ image: [1, 2] }])).rejects.toThrow(
        `"${predictor.file}" takes "pair", but received "image". Give it the data that it was made for.`,
      );
    });
  });
});

describe('a file of another program', () => {
  test('is known by the names and shapes of its graph', async () => {
    await withPredictor(foreign('Relu', value('x', 'n', 3), value('y', 'n', 3)), async (predictor) => {
      expect(predictor).toMatchObject({
        described: false,
        inputs: [{ name: 'x', field: { name: 'x', kind: 'numeric', shape: [3] } }],
        outputs: [{ name: 'y' }],
      });
      expect(await predictor.predict([{ x: [-1, 0, 1] }])).toEqual([[{ output: 'y', values: [0, 0, 1] }]]);
    });
  });

  test('that takes one sample at a time gets one at a time', async () => {
    await withPredictor(foreign('Relu', value('x', 1, 2), value('y', 1, 2)), async (predictor) => {
      expect(await predictor.predict([{ x: [1, -1] }, { x: [-2, 2] }])).toEqual([
        [{ output: 'y', values: [1, 0] }],
        [{ output: 'y', values: [0, 2] }],
      ]);
    });
  });

  test('that wants channels first gets images as our fields hold them', async () => {
    const model = foreign('GlobalMaxPool', value('x', 'n', 3, 1, 2), value('y', 'n', 3, 1, 1));
    await withPredictor(model, async (predictor) => {
      expect(predictor.inputs[0]?.field).toEqual({ name: 'x', kind: 'image', shape: [1, 2, 3] });
      expect(await predictor.predict([{ x: [1, 20, 300, 10, 2, 30] }])).toEqual([
        [{ output: 'y', values: [10, 20, 300] }],
      ]);
    });
  });

  test('that needs newer operators than onnxruntime has is refused in a sentence', async () => {
    const file = await stored(writeOnnxModel(foreign('Relu', value('x', 1), value('y', 1), 999)));
    await expect(openPredictor(file)).rejects.toThrow(
      /^".*network\.onnx" is an ONNX file, but onnxruntime cannot run it: .*999.* otherwise export it once more, with opset 17 and everything in one file\.$/,
    );
  });
});

describe('what is not an ONNX file', () => {
  test('a missing file', async () => {
    const file = join(folder, 'none.onnx');
    await expect(openPredictor(file)).rejects.toThrow(
      `There is no file "${file}". Check the name and the folder.`,
    );
  });

  test('a folder', async () => {
    await expect(openPredictor(folder)).rejects.toThrow(
      `"${folder}" is a folder; expected an ONNX file. Name the file in it.`,
    );
  });

  test('text', async () => {
    const file = await stored('hello');
    await expect(openPredictor(file)).rejects.toThrow(
      `"${file}": This is not an ONNX file. Choose a network that was exported by Layerloom or another program; such files usually end in ".onnx".`,
    );
  });

  test('a file that was cut off', async () => {
    const whole = writeOnnxModel(exportedLargerOfTwo().exported);
    const file = await stored(whole.subarray(0, whole.length - 20));
    await expect(openPredictor(file)).rejects.toThrow(
      `"${file}": The ONNX file ends too early: its last part is missing. Copy or download it again.`,
    );
  });
});
