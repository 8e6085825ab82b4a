/**
 * The state of a session, the state before its last run, and arrays into which the next run writes. All are kept:
 * arrays made anew in every step and outliving it would have to be searched for by the garbage collector.
 */
import type { TensorData } from './engine.ts';

export class SessionState {
  private readonly values: Map<string, TensorData>;
  /** What the last run replaced. */
  private readonly replaced = new Map<string, TensorData>();
  private readonly spares = new Map<string, TensorData>();

  /** `start` stays the caller's. */
  constructor(start: Readonly<Record<string, TensorData>>) {
    this.values = new Map(Object.entries(start).map(([name, value]) => [name, copyOf(value)]));
  }

  names(): string[] {
    return [...this.values.keys()];
  }

  get(name: string): TensorData {
    const value = this.values.get(name);
    if (!value) throw new Error(`There is no "${name}" in the engine's state.`);
    return value;
  }

  set(name: string, value: TensorData): void {
    this.values.set(name, copyOf(value));
  }

  /** An array like that of `name`, which nobody else holds. */
  takeSpare(name: string): TensorData {
    const spare = this.spares.get(name);
    this.spares.delete(name);
    return spare ?? copyOf(this.get(name));
  }

  /** Takes over what a run made of some of the state. */
  replace(next: ReadonlyMap<string, TensorData>): void {
    for (const [name, value] of this.replaced) this.spares.set(name, value);
    this.replaced.clear();
    for (const [name, value] of next) {
      this.replaced.set(name, this.get(name));
      this.values.set(name, value);
    }
  }

  /** Back to what was before the last run. */
  undo(): void {
    for (const [name, value] of this.replaced) this.values.set(name, value);
    this.replaced.clear();
  }

  clear(): void {
    for (const map of [this.values, this.replaced, this.spares]) map.clear();
  }
}

export function copyOf({ dtype, shape, data }: TensorData): TensorData {
  return { dtype, shape, data: data.slice() };
}
