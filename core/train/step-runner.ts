/** Runs training steps, several in one call of the engine where they come together, and finds the one that diverged. */
import type { EngineSession, Executable, Program, TensorData } from '../engine/engine.ts';
import { inSeries } from '../engine/series.ts';
import type { Model } from '../model/model.ts';
import { diagnose, type Origin } from './diagnose.ts';
import type { Feeds } from './feeds.ts';
import { LOSS, WEIGHT_SUM } from './program-names.ts';
import { ProgramRunner } from './program-runner.ts';
import { ofStep } from './step-feeds.ts';

type Outputs = Readonly<Record<string, TensorData>>;

export interface Divergence {
  /** Of the step among those that ran together. */
  readonly index: number;
  readonly origin: Origin;
}

/** Feeds are laid out as by `feedsOfSteps`, for one step too. */
export class StepRunner {
  private readonly single: ProgramRunner;
  private readonly series: ProgramRunner;

  constructor(
    private readonly session: EngineSession,
    private readonly model: Model,
    program: Program,
  ) {
    this.single = new ProgramRunner(session, program);
    this.series = new ProgramRunner(session, inSeries(program));
  }

  prepare(feeds: Feeds, steps: number): Promise<Executable> {
    return steps > 1 ? this.series.prepare(feeds) : this.prepareOne(ofStep(0, feeds));
  }

  /** `feeds` are those of the step alone. */
  prepareOne(feeds: Feeds): Promise<Executable> {
    return this.single.prepare(feeds);
  }

  /** What each step gave. */
  async run(executable: Executable, feeds: Feeds, steps: number): Promise<readonly Outputs[]> {
    if (steps === 1) return [await executable.run(ofStep(0, feeds))];
    const outputs = await executable.run(feeds);
    return Array.from({ length: steps }, (_, index) => ofStep(index, outputs));
  }

  /** The first of the steps just run that gave no numbers, looked at again. The state is then what it was before it. */
  async divergence(feeds: Feeds, outputs: readonly Outputs[]): Promise<Divergence | undefined> {
    const index = outputs.findIndex((step) => !isNumber(step[LOSS]) || !isNumber(step[WEIGHT_SUM]));
    if (index < 0) return undefined;
    await this.session.undo();
    for (let before = 0; before < index; before++) {
      const step = ofStep(before, feeds);
      await (await this.prepareOne(step)).run(step);
    }
    return { index, origin: await diagnose(this.session, this.model, ofStep(index, feeds)) };
  }
}

function isNumber(value: TensorData | undefined): boolean {
  return Number.isFinite(value?.data[0]);
}
