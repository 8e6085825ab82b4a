/** How far the host is with reading data, in images, as it tells. */
import { useEffect, useState } from 'react';
import { useHost } from '../../app/host-context.tsx';

export interface ReadingProgress {
  readonly done: number;
  readonly total: number;
  /** When it was first heard of, in milliseconds. */
  readonly since: number;
}

/** Undefined until the host tells. */
export function useReading(source: string | undefined): ReadingProgress | undefined {
  const host = useHost();
  const [heard, setHeard] = useState<ReadingProgress & { readonly source: string }>();
  useEffect(() => {
    if (source === undefined) return;
    return host.subscribe((event) => {
      if (event.type !== 'reading' || event.source !== source) return;
      const { done, total } = event;
      setHeard((before) => ({
        source,
        done,
        total,
        since: before?.source === source && before.done <= done ? before.since : Date.now(),
      }));
    });
  }, [host, source]);
  return heard?.source === source ? heard : undefined;
}
