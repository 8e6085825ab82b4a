/** A formula as it is printed in books. Loaded when the first one is shown. */
import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';

const SMALLEST = 0.7;

export function Formula({ source, inline }: { source: string; inline: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const span = place.current;
    if (!span) return;
    const print = (text: string) => katex.render(text, span, { displayMode: !inline, throwOnError: false });
    span.style.fontSize = '';
    print(source);
    if (inline) return;
    if (excess(span) > 1) print(partsBelowEachOther(source));
    const over = excess(span);
    if (over > 1) span.style.fontSize = `${Math.max(SMALLEST, 1 / over)}em`;
  }, [source, inline]);
  return <span ref={place} />;
}

/** How many times as wide as its room a formula is; at least 1. */
function excess(span: HTMLElement): number {
  const room = span.parentElement;
  if (!room || room.clientWidth === 0) return 1;
  const { paddingLeft, paddingRight } = getComputedStyle(room);
  const padding = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
  return Math.max(1, (room.scrollWidth - padding) / (room.clientWidth - padding));
}

/** Formulas that are told apart by a wide space. */
function partsBelowEachOther(source: string): string {
  const parts = source.split(/,\s*\\quad\s*/);
  return parts.length > 1 ? `\\begin{gathered}${parts.join(' \\\\[4pt] ')}\\end{gathered}` : source;
}
