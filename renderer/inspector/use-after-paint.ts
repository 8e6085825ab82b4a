/** Work that can wait until what was typed is on the screen: a field echoes at once, however much its value changes. */
import { useCallback, useEffect, useRef } from 'react';

/** Where nothing is painted, in a window that is not seen, it waits no longer than this, in milliseconds. */
const LATEST = 100;

interface AfterPaint {
  /** Takes the place of what still waits. */
  later(work: () => void): void;
  /** Does at once what still waits. */
  flush(): void;
}

export function useAfterPaint(): AfterPaint {
  const waiting = useRef<() => void>(undefined);
  const flush = useCallback(() => {
    const work = waiting.current;
    waiting.current = undefined;
    work?.();
  }, []);
  const later = useCallback(
    (work: () => void) => {
      const isAsked = waiting.current !== undefined;
      waiting.current = work;
      if (isAsked) return;
      requestAnimationFrame(() => setTimeout(flush));
      setTimeout(flush, LATEST);
    },
    [flush],
  );
  useEffect(() => flush, [flush]);
  return { later, flush };
}
