/** A runtime that computes on a device for as long as that works, and on the processor from then on. */
import type { GraphRuntime, GraphSession } from './runtime.ts';

/** `onFallback` is told once, with what the device said. */
export function withFallback(
  device: GraphRuntime,
  processor: GraphRuntime,
  onFallback: (reason: string) => void,
): GraphRuntime {
  let working = true;
  const giveUp = (error: unknown) => {
    if (working) onFallback(error instanceof Error ? error.message : String(error));
    working = false;
  };
  return {
    id: device.id,
    title: device.title,
    device: device.device,
    load: async (model) => {
      if (!working) return processor.load(model);
      try {
        return new FallbackSession(await device.load(model), () => processor.load(model), giveUp);
      } catch (error) {
        giveUp(error);
        return processor.load(model);
      }
    },
  };
}

/** Nothing is lost with a device: what a graph needs is fed anew for every run. */
class FallbackSession implements GraphSession {
  private fallback: Promise<GraphSession> | undefined;

  constructor(
    private readonly session: GraphSession,
    private readonly loadFallback: () => Promise<GraphSession>,
    private readonly giveUp: (error: unknown) => void,
  ) {}

  async run(feeds: Parameters<GraphSession['run']>[0]): ReturnType<GraphSession['run']> {
    if (this.fallback) return (await this.fallback).run(feeds);
    try {
      return await this.session.run(feeds);
    } catch (error) {
      const fallback = this.loadFallback();
      const results = await (await fallback).run(feeds);
      // What the processor refuses too was no fault of the device.
      this.fallback = fallback;
      this.giveUp(error);
      return results;
    }
  }

  async release(): Promise<void> {
    await (await this.fallback)?.release();
    await this.session.release();
  }
}
