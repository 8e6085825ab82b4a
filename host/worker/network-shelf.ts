/** Keeps the network that was asked last ready, because a drawing asks for it with every stroke. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TrainedNetwork } from './trained-network.ts';

let shelf: { readonly key: string; readonly network: Promise<TrainedNetwork> } | undefined;
/** Questions are answered one after the other, so that a network is not put away while it answers. */
let queue: Promise<unknown> = Promise.resolve();

/** Asks the run's network, opened anew only if the run has gone on since. */
export function askNetwork<T>(folder: string, ask: (network: TrainedNetwork) => Promise<T>): Promise<T> {
  const answer = queue.then(async () => ask(await take(folder)));
  queue = answer.catch(() => undefined);
  return answer;
}

async function take(folder: string): Promise<TrainedNetwork> {
  // Its folder changes with every checkpoint.
  const changed = await stat(join(folder, 'checkpoints')).catch(() => undefined);
  const key = `${folder} ${changed?.ino} ${changed?.mtimeMs}`;
  if (shelf?.key === key) return shelf.network;
  const old = shelf;
  const opened = { key, network: TrainedNetwork.open(folder) };
  shelf = opened;
  opened.network.catch(() => {
    if (shelf === opened) shelf = undefined;
  });
  await old?.network.then((network) => network.release()).catch(() => undefined);
  return opened.network;
}
