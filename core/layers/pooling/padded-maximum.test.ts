/** Zeros around an image are numbers like all others to the maximum behind them, also when a runtime optimizes. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { buildModel } from '../../model/build-model.ts';
import { initialWeights } from '../../model/initialize.ts';
import { exportOnnx } from '../../onnx/export-model.ts';
import { writeOnnxModel } from '../../onnx/write-model.ts';
import { chain } from '../../testing/draw.ts';
import { floats, testEngine } from '../../testing/gradient-check.ts';
import { inputName, outputName } from '../../train/program-names.ts';
import { predictProgram } from '../../train/programs.ts';

const NETWORKS = [2, 16].flatMap((channels) =>
  (['valid', 'same'] as const).flatMap((padding) =>
    ['BatchNormalization', { type: 'Conv2D', params: { filters: channels, kernelSize: [1, 1] } }].map(
      (first) => ({ channels, padding, first, name: typeof first === 'string' ? first : first.type }),
    ),
  ),
);

it.each(NETWORKS)(
  'behind $name of $channels channels, padding $padding',
  async ({ channels, padding, first }) => {
    const built = buildModel(
      chain(
        { type: 'Input', params: { shape: [4, 4, channels] } },
        first,
        { type: 'ZeroPadding2D', params: { padding: [1, 1, 1, 2] } },
        { type: 'MaxPooling2D', params: { poolSize: [2, 2], strides: [2, 2], padding } },
        { type: 'Output', params: { loss: 'meanSquaredError' } },
      ),
    );
    if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
    const model = built.value;
    const [input, output] = [model.inputs[0], model.outputs[0]];
    if (!input || !output) throw new Error('The network has an input and an output.');
    const weights = initialWeights(model, 3);
    const x = floats([1, 4, 4, channels], () => -1);
    const feeds = { [inputName(input.layer)]: x };
    const session = await testEngine.open(weights);
    const answer = (await (await session.prepare(predictProgram(model), feeds)).run(feeds))[
      outputName(output.layer)
    ];
    const data = Object.fromEntries(
      Object.entries(weights).map(([id, { shape, data }]) => [id, { shape, data: Float32Array.from(data) }]),
    );
    const file = writeOnnxModel(
      exportOnnx(model, data, { preprocessing: {}, fields: [], networkName: 'Test', version: '0' }),
    );
    for (const graphOptimizationLevel of ['disabled', 'all'] as const) {
      const runtime = await InferenceSession.create(file, { graphOptimizationLevel, logSeverityLevel: 3 });
      const results = await runtime.run({
        [input.name]: new Tensor('float32', x.data as Float32Array, x.shape),
      });
      const exported = Array.from(results[output.name]?.data as Float32Array);
      expect(exported).toHaveLength(answer?.data.length ?? 0);
      for (const [place, value] of exported.entries())
        expect(value).toBeCloseTo(Number(answer?.data[place]), 5);
      // Each corner holds zeros, and nothing is larger than what was put around numbers below zero.
      if (first === 'BatchNormalization') expect(Math.max(...exported)).toBe(0);
    }
  },
);
