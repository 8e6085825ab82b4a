/**
 * Reads a formula such as `a * sigmoid(b) + 0.5`:
 *
 *     sum     = product { ("+" | "-") product }
 *     product = signed { ("*" | "/") signed }
 *     signed  = ("-" | "+") signed | power
 *     power   = atom [ ("^" | "**") signed ]
 *     atom    = number | constant | letter | function "(" sum { "," sum } ")" | "(" sum ")"
 *
 * Parts without inputs are computed at once. Nothing is ever run as a program.
 */
import { closestName } from '../layers/closest-name.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Expression, FormulaFault } from './expression.ts';
import { CONSTANTS, FUNCTION_NAMES, FUNCTIONS } from './functions.ts';
import { type Token, tokenize } from './tokens.ts';

const VALUE = 'a number, an input such as a, a function such as tanh, or "("';
const SIGNS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
  '**': 'power',
};

export function parseFormula(formula: string): Result<Expression, FormulaFault> {
  try {
    return ok(new Parser(formula).whole());
  } catch (fault) {
    if (fault instanceof Unreadable) return fail(fault.fault);
    throw fault;
  }
}

/** Leaves the parser from any depth; never leaves this file. */
class Unreadable extends Error {
  readonly fault: FormulaFault;
  constructor(fault: FormulaFault) {
    super(fault.expected);
    this.fault = fault;
  }
}

class Parser {
  readonly #formula: string;
  readonly #tokens: readonly Token[];
  #place = 0;

  constructor(formula: string) {
    this.#formula = formula;
    this.#tokens = tokenize(formula);
  }

  whole(): Expression {
    const expression = this.#sum();
    const { kind, at, text } = this.#current;
    if (kind === 'end') return expression;
    // `2a` and `(a)(b)` are how people write products.
    const isProduct = kind === 'number' || kind === 'name' || text === '(';
    throw this.#fault(
      'an operator such as + or *, or the end',
      isProduct ? this.#inserted(at, '*') : undefined,
    );
  }

  #sum(): Expression {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): Expression {
    return this.#chain(['*', '/'], () => this.#signed());
  }

  #chain(signs: readonly string[], next: () => Expression): Expression {
    let left = next();
    for (let sign = this.#taken(signs); sign !== undefined; sign = this.#taken(signs)) {
      left = made(SIGNS[sign] ?? sign, [left, next()]);
    }
    return left;
  }

  #signed(): Expression {
    const sign = this.#taken(['-', '+']);
    if (sign === '-') return made('negate', [this.#signed()]);
    return sign === '+' ? this.#signed() : this.#power();
  }

  #power(): Expression {
    const base = this.#atom();
    return this.#taken(['^', '**']) === undefined ? base : made('power', [base, this.#signed()]);
  }

  #atom(): Expression {
    const token = this.#current;
    if (token.kind === 'number') {
      this.#place++;
      return { type: 'number', value: Number(token.text) };
    }
    if (token.kind === 'name') return this.#name(token);
    if (this.#taken(['(']) === undefined) throw this.#fault(VALUE);
    const inner = this.#sum();
    this.#close();
    return inner;
  }

  #name(token: Token): Expression {
    const { text } = token;
    const follows = this.#tokens[this.#place + 1];
    if (follows?.text === '(' && !isLetter(text)) return this.#call(token);
    this.#place++;
    const constant = Object.hasOwn(CONSTANTS, text) ? CONSTANTS[text] : undefined;
    if (constant !== undefined) return { type: 'number', value: constant };
    if (isLetter(text)) return { type: 'input', name: text };
    this.#place--;
    if (FUNCTION_NAMES.includes(text)) {
      this.#place++;
      throw this.#fault(`"(" and what ${text} is taken of`);
    }
    throw this.#unknownName(token);
  }

  #call(token: Token): Expression {
    const { text: name } = token;
    if (!FUNCTION_NAMES.includes(name)) throw this.#unknownName(token);
    this.#place += 2;
    const args = [this.#sum()];
    while (this.#taken([',']) !== undefined) args.push(this.#sum());
    const takes = FUNCTIONS[name]?.takes;
    if (takes === 1 && args.length > 1) {
      this.#place = this.#tokens.indexOf(token);
      throw this.#fault(`${name} of one number, not of ${args.length}`);
    }
    if (takes === 'several' && args.length < 2) {
      throw this.#fault(`"," and a second number for ${name}`);
    }
    this.#close();
    return made(name, args);
  }

  #close(): void {
    if (this.#taken([')']) !== undefined) return;
    const { kind } = this.#current;
    throw this.#fault('")"', kind === 'end' ? `${this.#formula.trimEnd()})` : undefined);
  }

  #unknownName({ text, at }: Token): Unreadable {
    const small = text.toLowerCase();
    const meant = isLetter(small) ? small : closestName(text, [...FUNCTION_NAMES, ...Object.keys(CONSTANTS)]);
    const mended =
      meant === undefined
        ? undefined
        : this.#formula.slice(0, at) + meant + this.#formula.slice(at + text.length);
    return this.#fault(
      `an input (one small letter) or one of ${FUNCTION_NAMES.join(', ')}, ${Object.keys(CONSTANTS).join(', ')}`,
      mended,
    );
  }

  #inserted(at: number, sign: string): string {
    return `${this.#formula.slice(0, at)}${sign}${this.#formula.slice(at)}`;
  }

  get #current(): Token {
    const token = this.#tokens[this.#place];
    if (!token) throw new Error('The formula was read beyond its end.');
    return token;
  }

  /** The sign, if one of these comes next; it is then behind us. */
  #taken(signs: readonly string[]): string | undefined {
    const { kind, text } = this.#current;
    if (kind !== 'sign' || !signs.includes(text)) return undefined;
    this.#place++;
    return text;
  }

  #fault(expected: string, mended?: string): Unreadable {
    const { kind, text, at } = this.#current;
    const found = kind === 'end' ? 'the end' : `"${text}"`;
    return new Unreadable({ at, found, expected, ...(mended !== undefined && { mended }) });
  }
}

function isLetter(name: string): boolean {
  return /^[a-z]$/.test(name) && !Object.hasOwn(CONSTANTS, name);
}

/** A function of numbers alone is a number, unless it has none: `1 / 0` stays as it is. */
function made(name: string, args: readonly Expression[]): Expression {
  const numbers = args.flatMap((arg) => (arg.type === 'number' ? [arg.value] : []));
  const value = numbers.length === args.length ? FUNCTIONS[name]?.value(...numbers) : undefined;
  return value === undefined || !Number.isFinite(value)
    ? { type: 'call', name, args }
    : { type: 'number', value };
}
