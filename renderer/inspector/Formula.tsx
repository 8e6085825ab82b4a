/** A formula as it is printed in books. Loaded when the first one is shown. */
import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useEffect, useRef } from 'react';

export function Formula({ source, inline }: { source: string; inline: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (place.current) katex.render(source, place.current, { displayMode: !inline, throwOnError: false });
  }, [source, inline]);
  return <span ref={place} />;
}
