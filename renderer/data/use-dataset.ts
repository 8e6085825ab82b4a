/** A dataset's description and some of its samples, read from the host. */
import { useEffect, useState } from 'react';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import type { Sample } from '../../host/contract.ts';
import { useHost } from '../app/host-context.tsx';
import { spreadIndices } from './spread-indices.ts';

export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly message: string };

const LOADING = { status: 'loading' } as const;

/** `read` is called again when `key` changes; without a key nothing is read. */
function useLoaded<T>(key: string | undefined, read: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly state: Loaded<T> }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for all that `read` depends on
  useEffect(() => {
    if (key === undefined) return;
    let current = true;
    const settle = (state: Loaded<T>) => current && setLoaded({ key, state });
    read().then(
      (value) => settle({ status: 'ready', value }),
      (error: unknown) =>
        settle({ status: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return loaded && loaded.key === key ? loaded.state : LOADING;
}

export function useDataset(dataset: DatasetReference | undefined): Loaded<DatasetDescription> {
  const host = useHost();
  const key = dataset && JSON.stringify(dataset);
  return useLoaded(key, () =>
    dataset ? host.request('datasets.describe', dataset) : Promise.reject(new Error('No dataset')),
  );
}

/** Samples spread over the whole dataset; another `round` gives others. */
export function useSamples(
  dataset: DatasetReference,
  description: DatasetDescription | undefined,
  count: number,
  round = 0,
): Loaded<readonly PlacedSample[]> {
  const host = useHost();
  const key = description && JSON.stringify([dataset, description.samples, count, round]);
  return useLoaded(key, async () => {
    const indices = spreadIndices(description?.samples ?? 0, count, round);
    const samples = await host.request('datasets.samples', { dataset, indices });
    return samples.map((sample, place) => ({ index: indices[place] ?? 0, sample }));
  });
}

/** These samples, in this order. */
export function useChosenSamples(
  dataset: DatasetReference,
  indices: readonly number[],
): Loaded<readonly PlacedSample[]> {
  const host = useHost();
  return useLoaded(JSON.stringify([dataset, indices]), async () => {
    const samples =
      indices.length === 0 ? [] : await host.request('datasets.samples', { dataset, indices: [...indices] });
    return samples.map((sample, place) => ({ index: indices[place] ?? 0, sample }));
  });
}

export interface PlacedSample {
  /** Its place in the dataset, counted from 0. */
  readonly index: number;
  readonly sample: Sample;
}
