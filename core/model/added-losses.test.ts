/** What layers add to the loss of the Outputs. */
import { expect, it } from 'vitest';
import type { TensorData } from '../engine/engine.ts';
import { chain } from '../testing/draw.ts';
import { testEngine } from '../testing/gradient-check.ts';
import { inputName, LOSS, targetName } from '../train/program-names.ts';
import { evaluateProgram } from '../train/programs.ts';
import { buildModel } from './build-model.ts';

async function lossWith(params: Readonly<Record<string, unknown>>): Promise<number> {
  const built = buildModel(
    chain(
      { type: 'Input', params: { shape: [3] } },
      { type: 'ActivityRegularization', params },
      { type: 'Output', params: { loss: 'meanSquaredError' } },
    ),
  );
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  const model = built.value;
  const [input, output] = [model.inputs[0], model.outputs[0]];
  if (!input || !output) throw new Error('The network has an input and an output.');
  const values: TensorData = { dtype: 'float32', shape: [2, 3], data: Float32Array.of(1, -2, 3, 0, 0.5, -1) };
  const feeds = { [inputName(input.layer)]: values, [targetName(output.layer)]: values };
  const session = await testEngine.open({});
  const result = await (await session.prepare(evaluateProgram(model), feeds)).run(feeds);
  return Number(result[LOSS]?.data[0]);
}

it('ActivityRegularization adds the size of what passes, for each sample of the batch', async () => {
  expect(await lossWith({})).toBe(0);
  // |1| + |-2| + |3| + |0.5| + |-1| = 7.5 and 1 + 4 + 9 + 0.25 + 1 = 15.25, for two samples.
  expect(await lossWith({ l1: 0.1 })).toBeCloseTo((0.1 * 7.5) / 2, 6);
  expect(await lossWith({ l2: 0.2 })).toBeCloseTo((0.2 * 15.25) / 2, 6);
  expect(await lossWith({ l1: 0.1, l2: 0.2 })).toBeCloseTo((0.1 * 7.5 + 0.2 * 15.25) / 2, 6);
});
