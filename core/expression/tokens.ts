/** Cuts a formula into numbers, names and signs. */
export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'unknown' | 'end';
  readonly text: string;
  readonly at: number;
}

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i;
const NAME = /^[a-z][a-z0-9]*/i;
const SIGN = /^(?:\*\*|[-+*/^(),])/;
const SPACE = /^\s+/;

/** The last token is the end. */
export function tokenize(formula: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const rest = formula.slice(at);
    const space = SPACE.exec(rest)?.[0];
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = next(rest, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at: formula.length }];
}

function next(rest: string, at: number): Token {
  const number = NUMBER.exec(rest)?.[0];
  if (number !== undefined) return { kind: 'number', text: number, at };
  const name = NAME.exec(rest)?.[0];
  if (name !== undefined) return { kind: 'name', text: name, at };
  const sign = SIGN.exec(rest)?.[0];
  if (sign !== undefined) return { kind: 'sign', text: sign, at };
  return { kind: 'unknown', text: [...rest][0] ?? '', at };
}
