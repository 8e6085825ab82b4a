import { expect, test } from 'vitest';
import { MemoryShortage } from '../../core/engine/memory-shortage.ts';
import { openBenchTrainer } from '../bench/bench-trainer.ts';
import { BENCH_NETWORKS } from '../bench/networks.ts';

/** What is said before a step is loaded, and what the process takes for it, all in bytes. */
async function saidAndTaken(id: string, batch: number): Promise<{ said: number; taken: number }> {
  const network = BENCH_NETWORKS.find((candidate) => candidate.id === id);
  if (!network) throw new Error(`there is no network "${id}"`);
  const refused = openBenchTrainer(network, { batch, threads: 2, availableMemory: () => 0 });
  const shortage = await refused.catch((error: unknown) => error);
  if (!(shortage instanceof MemoryShortage)) throw shortage;
  let before = 0;
  const trainer = await openBenchTrainer(network, {
    batch,
    threads: 2,
    availableMemory: () => {
      before = process.memoryUsage.rss();
      return Number.POSITIVE_INFINITY;
    },
  });
  await trainer.measure(2);
  const taken = process.memoryUsage.rss() - before;
  await trainer.release();
  return { said: shortage.needed, taken };
}

// From small to large: what one has given back, the next would take without asking for more.
test.each([
  // Of which sixteen steps go together, a loop.
  ['mlp', 64],
  ['lenet5', 1024],
  ['resnet20-cifar', 64],
  ['unet', 64],
])('what %s needs with a batch of %i is known within bounds before it is loaded', async (id, batch) => {
  const { said, taken } = await saidAndTaken(id, batch);
  const figures = `${said} bytes said, ${taken} taken`;
  expect(said / taken, figures).toBeGreaterThan(0.8);
  expect(said / taken, figures).toBeLessThan(1.5);
});
