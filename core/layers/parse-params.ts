/** From a layer's saved parameters to complete, checked ones; what is wrong is said in sentences. */
import type { Problem, Remedy } from '../issues/issue.ts';
import { fail, ok, type Result } from '../result.ts';
import { closestName } from './closest-name.ts';
import type { LayerDefinition } from './layer.ts';
import {
  defaultParams,
  type OptionalTupleParameter,
  type Parameter,
  type TupleParameter,
} from './parameter.ts';

type Params = Readonly<Record<string, unknown>>;

/** Fills in defaults. Unknown names and impossible values are problems, all of them reported at once. */
export function parseParams(definition: LayerDefinition, raw: Params): Result<Params, Problem[]> {
  const { parameters } = definition;
  const problems: Problem[] = [];
  const params: Record<string, unknown> = { ...defaultParams(parameters) };
  for (const [name, value] of Object.entries(raw)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (!parameter) {
      problems.push(unknownParameter(name, value, raw, Object.keys(parameters)));
      continue;
    }
    const parsed = parameter.schema.safeParse(value);
    if (parsed.success) params[name] = parsed.data;
    else problems.push(wrongValue(name, value, parameter));
  }
  return problems.length === 0 ? ok(params) : fail(problems);
}

function unknownParameter(name: string, value: unknown, raw: Params, known: readonly string[]): Problem {
  const meant = closestName(name, known);
  const remove: Remedy = { kind: 'set-params', label: `Remove ${name}`, params: { [name]: undefined } };
  const rename: Remedy | undefined =
    meant !== undefined && !Object.hasOwn(raw, meant)
      ? {
          kind: 'set-params',
          label: `Rename it to ${meant}`,
          params: { [name]: undefined, [meant]: value },
        }
      : undefined;
  const advice =
    meant !== undefined
      ? `Did you mean "${meant}"?`
      : known.length > 0
        ? `It has ${known.map((other) => `"${other}"`).join(', ')}. Remove it.`
        : 'It has no parameters. Remove it.';
  return {
    code: 'unknown-parameter',
    severity: 'error',
    message: `{layer} has no parameter "${name}". ${advice}`,
    received: name,
    expected: known.join(', ') || 'no parameters',
    param: name,
    remedies: rename ? [rename, remove] : [remove],
  };
}

function wrongValue(name: string, value: unknown, parameter: Parameter): Problem {
  const expected = expectation(parameter);
  const received = formatValue(value);
  return {
    code: 'bad-parameter',
    severity: 'error',
    message: `"${parameter.label}" of {layer} must be ${expected}, but it is ${received}.`,
    received,
    expected,
    param: name,
    remedies: [
      {
        kind: 'set-params',
        label: `Set it back to ${formatValue(parameter.default)}`,
        params: { [name]: undefined },
      },
    ],
  };
}

/** What the parameter takes, as the end of "must be …". */
function expectation(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'integer':
      return `a whole number from ${parameter.min} to ${parameter.max}`;
    case 'number':
      return `a number from ${parameter.min} to ${parameter.max}`;
    case 'flag':
      return 'true or false';
    case 'choice':
      return `one of ${parameter.options.map(({ value }) => `"${value}"`).join(', ')}`;
    case 'field':
      return "the name of one of the dataset's fields";
    case 'tuple':
      return severalNumbers(parameter);
    case 'optional-tuple':
      return `${severalNumbers(parameter)}, or null for "${parameter.automatic.toLowerCase()}"`;
    case 'optional-integer':
      return `a whole number from ${parameter.min} to ${parameter.max}, or null for "${parameter.automatic.toLowerCase()}"`;
    case 'text':
      return 'a text of up to 1000 characters';
    case 'numbers':
      return parameter.expected ?? 'a list of numbers';
    case 'variant':
      return `one of ${parameter.options.map(({ value }) => `"${value}"`).join(', ')}, or {"type": one of these} with its numbers`;
    case 'dimensions':
      return parameter.allowInferred
        ? 'a list of up to 8 positive whole numbers, or -1 for "whatever is left"'
        : 'a list of up to 8 positive whole numbers';
  }
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

function severalNumbers({ places, min, max }: TupleParameter | OptionalTupleParameter): string {
  const count = COUNTS[places.length] ?? String(places.length);
  const noun = places.length === 1 ? 'whole number' : 'whole numbers';
  return `${count} ${noun} (${places.join(', ')}) from ${min} to ${max}`;
}

function formatValue(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
