/** A program and its compiled forms: one for each batch size that occurs, made when it first does. */
import type { EngineSession, Executable, Program, TensorData } from '../engine/engine.ts';
import { specsOf } from './feeds.ts';

export class ProgramRunner {
  private readonly executables = new Map<string, Promise<Executable>>();

  constructor(
    private readonly session: EngineSession,
    private readonly program: Program,
  ) {}

  /** The form for these shapes. The session releases it. */
  prepare(feeds: Readonly<Record<string, TensorData>>): Promise<Executable> {
    const shapes = Object.values(feeds)
      .map(({ dtype, shape }) => `${dtype}[${shape}]`)
      .join();
    const known = this.executables.get(shapes);
    if (known) return known;
    const made = this.session.prepare(this.program, specsOf(feeds));
    this.executables.set(shapes, made);
    return made;
  }
}
