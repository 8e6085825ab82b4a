import {
  countCalls,
  type Expression,
  type FormulaFault,
  fold,
  inputsOf,
} from '../../expression/expression.ts';
import { callFunction, emitFunction, FUNCTION_NAMES } from '../../expression/functions.ts';
import { parseFormula } from '../../expression/parse-formula.ts';
import type { Problem } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer, type NonEmpty } from '../layer.ts';
import { text } from '../parameter.ts';
import { combinedShape, inferSameShapes, sameLayout } from './same-shapes.ts';

export const expression = defineLayer({
  type: 'Expression',
  title: 'Expression',
  category: 'merge',
  icon: 'square-function',
  summary: 'Computes a formula of its inputs, value by value.',
  doc: `Write a formula with the letters a, b, c … for inputs; each letter becomes an input of its own. It is computed for
every value, as Add and Multiply do, and a dimension of 1 is repeated. Use it for what no other layer does: a gate
such as a * sigmoid(b), the mean and variance of an autoencoder with a + exp(b / 2) * c, or 2 * a - 1.

It knows + - * / ^, parentheses, the numbers e and pi, and ${FUNCTION_NAMES.join(', ')}.`,
  formula: 'y = f(a, b, c, \\dots)',
  parameters: {
    formula: text({
      label: 'Formula',
      help: 'What is computed, with the letters a, b, c for inputs: a * sigmoid(b).',
      default: 'a + b',
      placeholder: 'a * sigmoid(b)',
    }),
  },
  describe: ({ formula }) => formula,
  ports: ({ formula }) => ({
    inputs: lettersOf(formula).map((letter) => ({ id: letter, label: letter })),
    outputs: [{ id: 'out', label: 'Output' }],
  }),
  infer: ({ formula }, inputs) => {
    const parsed = parseFormula(formula);
    if (!parsed.ok) return fail([unreadable(formula, parsed.error)]);
    if (inputsOf(parsed.value).length === 0) return fail([withoutInputs(formula)]);
    const combined = inferSameShapes(inputs, 'computes value by value');
    return combined.ok ? ok([{ dtype: 'float32', shape: combined.value[0]?.shape ?? [null] }]) : combined;
  },
  multiplyAdds: ({ formula }, _inputs, [output]) => countCalls(read(formula)) * sampleSize(output.shape),
  call: ({ tf }, { formula }, inputs) => {
    const parsed = read(formula);
    const named = byLetter(parsed, inputs);
    return [
      fold(parsed, {
        number: (value) => tf.scalar(value),
        input: named,
        call: (name, args) => callFunction(tf, name, args),
      }),
    ];
  },
  emitOnnx: (emitter, { formula }, inputs) => {
    const parsed = read(formula);
    const values = sameLayout(emitter, inputs) as typeof inputs;
    const named = byLetter(parsed, values);
    const name = fold(parsed, {
      number: (value) => emitter.float(value),
      input: (letter) => named(letter).name,
      call: (name, args) => emitFunction(emitter, name, args),
    });
    return [{ name, shape: combinedShape(inputs), layout: values[0].layout }];
  },
  examples: [
    {
      title: 'A gate',
      params: { formula: 'a * sigmoid(b)' },
      inputs: [
        { dtype: 'float32', shape: [null, 4] },
        { dtype: 'float32', shape: [null, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
    {
      title: 'What a variational autoencoder draws',
      params: { formula: 'a + exp(b / 2) * c' },
      inputs: [
        { dtype: 'float32', shape: [null, 3] },
        { dtype: 'float32', shape: [null, 3] },
        { dtype: 'float32', shape: [null, 3] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
    },
    {
      title: 'An image and a number for each channel',
      params: { formula: '-tanh(a)^2 + max(b, 0.3, a / 2) - 2 * pi' },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 4] },
        { dtype: 'float32', shape: [null, 1, 1, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 4] }],
    },
    {
      title: 'Every function',
      params: {
        formula:
          'log(1 + abs(a)) * sqrt(a ^ 2 + 1) + sin(a) - cos(3 * a) / softplus(a) + min(relu(a), 1.3, abs(a) ** 1.5) + 2 ^ a',
      },
      inputs: [{ dtype: 'float32', shape: [null, 3, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 5] }],
    },
  ],
});

/** The inputs stay while a formula is being typed: where it cannot be read yet, its single letters count. */
function lettersOf(formula: string): readonly string[] {
  const parsed = parseFormula(formula);
  const letters = parsed.ok
    ? inputsOf(parsed.value)
    : [...new Set(formula.match(/(?<![A-Za-z0-9.])[a-df-z](?![A-Za-z0-9(])/g) ?? [])].sort();
  return letters.length > 0 ? letters : ['a'];
}

function read(formula: string): Expression {
  const parsed = parseFormula(formula);
  if (!parsed.ok) throw new Error(`The formula "${formula}" cannot be read.`);
  return parsed.value;
}

function byLetter<T>(parsed: Expression, inputs: NonEmpty<T>): (letter: string) => T {
  const letters = inputsOf(parsed);
  return (letter) => inputs[letters.indexOf(letter)] ?? inputs[0];
}

function unreadable(formula: string, { at, found, expected, mended }: FormulaFault): Problem {
  const where = found === 'the end' ? 'at its end' : `at character ${at + 1}, ${found}`;
  const shown =
    formula.trim() === ''
      ? 'The formula of {layer} is empty'
      : `The formula of {layer} cannot be read ${where}`;
  return {
    code: 'expression-syntax',
    severity: 'error',
    message: `${shown}: expected ${expected}.`,
    received: found,
    expected,
    param: 'formula',
    remedies:
      mended === undefined
        ? []
        : [{ kind: 'set-params', label: `Write ${mended}`, params: { formula: mended } }],
  };
}

function withoutInputs(formula: string): Problem {
  return {
    code: 'expression-without-inputs',
    severity: 'error',
    message: `The formula of {layer}, ${formula.trim()}, has no inputs, so it is the same for every sample. Write a for its input, or take a Constant.`,
    received: formula.trim(),
    expected: 'a formula with at least one letter such as a',
    param: 'formula',
    remedies: [
      {
        kind: 'set-params',
        label: `Write a + ${formula.trim()}`,
        params: { formula: `a + ${formula.trim()}` },
      },
    ],
  };
}
