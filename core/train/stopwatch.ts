/** Measures how fast a run trains and how long it still takes. */

/** A clock that only goes forward, passed in by the host. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
}

/** Adds up the time spent on one kind of work, and how much of it was done. */
export class Stopwatch {
  seconds = 0;
  units = 0;

  constructor(private readonly clock: Clock) {}

  async time<T>(units: number, work: () => Promise<T>): Promise<T> {
    const start = this.clock.now();
    const result = await work();
    this.seconds += (this.clock.now() - start) / 1000;
    this.units += units;
    return result;
  }

  /** Zero before anything was measured. */
  get perSecond(): number {
    return this.seconds > 0 ? this.units / this.seconds : 0;
  }

  get secondsPerUnit(): number {
    return this.units > 0 ? this.seconds / this.units : 0;
  }
}
