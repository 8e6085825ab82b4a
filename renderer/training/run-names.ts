/** What a run is called where people choose one: by its network, numbered where the network has several. */
import type { RunSummary } from '../../host/contract.ts';

/** `Iris flowers · 2` for the run `iris-flowers-2`: its id is that of the network, with a number. */
export function runName({ id, network }: Pick<RunSummary, 'id' | 'network'>): string {
  const stem = network
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id.startsWith(`${stem}-`) ? `${network} · ${id.slice(stem.length + 1)}` : network;
}
