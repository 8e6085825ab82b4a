/** Holds steps that run in one call to steps that run by themselves, bit for bit. */
import type { Engine, TensorData } from '../../engine/engine.ts';
import type { Model } from '../../model/model.ts';
import type { Feeds } from '../../train/feeds.ts';
import type { OptimizerProgram } from '../../train/optimizers/optimizer.ts';
import { trainProgram } from '../../train/programs.ts';
import { feedsOfSteps } from '../../train/step-feeds.ts';
import { StepRunner } from '../../train/step-runner.ts';

const STEPS = 2;

export interface SeriesCase {
  readonly model: Model;
  readonly optimizer: OptimizerProgram;
  readonly state: Readonly<Record<string, TensorData>>;
  /** Inputs and targets of one step, which all of them get. */
  readonly samples: Feeds;
  readonly seed: number;
}

/** What is wrong, in a sentence; undefined if nothing is. */
export async function checkSeries(
  engine: Engine,
  { model, optimizer, state, samples, seed }: SeriesCase,
): Promise<string | undefined> {
  const program = trainProgram(model, { optimizer });
  const after = async (together: number) => {
    const session = await engine.open(state);
    try {
      const runner = new StepRunner(session, model, program);
      for (let first = 0; first < STEPS; first += together) {
        const rates = new Array<number>(together).fill(1e-3);
        const feeds = feedsOfSteps({ samples: repeated(samples, together), rates, seed, first });
        await runner.run(await runner.prepare(feeds, together), feeds, together);
      }
      return await session.readState();
    } finally {
      await session.release();
    }
  };
  const [single, series] = [await after(1), await after(STEPS)];
  const differing = Object.keys(single).find((id) => !sameNumbers(single[id], series[id]));
  return differing && `${STEPS} steps in one call leave another "${differing}" than ${STEPS} calls`;
}

function repeated(feeds: Feeds, times: number): Feeds {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { dtype, shape, data }]) => {
      const [rows = 0, ...rest] = shape;
      const Numbers = data.constructor as { new (length: number): typeof data };
      const copies = new Numbers(data.length * times);
      for (let copy = 0; copy < times; copy++) copies.set(data, copy * data.length);
      return [name, { dtype, shape: [rows * times, ...rest], data: copies }];
    }),
  );
}

function sameNumbers(one: TensorData | undefined, other: TensorData | undefined): boolean {
  return one !== undefined && other !== undefined && one.data.every((x, i) => Object.is(x, other.data[i]));
}
