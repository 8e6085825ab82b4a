/** A formula after it was read: numbers, inputs by their letters, and functions of both. */
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'input'; readonly name: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** Why a formula cannot be read, and where. */
export interface FormulaFault {
  /** Place of the character in the formula, from 0; its length at the end. */
  readonly at: number;
  /** As the end of "but found …": `")"`, `the end`. */
  readonly found: string;
  /** As the end of "expected …". */
  readonly expected: string;
  /** The whole formula with the mistake mended, where that is plain. */
  readonly mended?: string;
}

/** The letters that are read, in the order of the alphabet. */
export function inputsOf(expression: Expression): readonly string[] {
  const names = new Set<string>();
  visit(expression, (part) => {
    if (part.type === 'input') names.add(part.name);
  });
  return [...names].sort();
}

/** How many functions are computed. */
export function countCalls(expression: Expression): number {
  let calls = 0;
  visit(expression, (part) => {
    if (part.type === 'call') calls++;
  });
  return calls;
}

function visit(expression: Expression, look: (part: Expression) => void): void {
  look(expression);
  if (expression.type === 'call') for (const arg of expression.args) visit(arg, look);
}

/** Computes an expression from the bottom up; each function is asked for once. */
export function fold<T>(
  expression: Expression,
  {
    number,
    input,
    call,
  }: Readonly<{
    number: (value: number) => T;
    input: (name: string) => T;
    call: (name: string, args: readonly T[]) => T;
  }>,
): T {
  const of = (part: Expression): T => {
    switch (part.type) {
      case 'number':
        return number(part.value);
      case 'input':
        return input(part.name);
      case 'call':
        return call(part.name, part.args.map(of));
    }
  };
  return of(expression);
}
