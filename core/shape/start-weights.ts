/** Weights that a person typed in or loaded, laid over those that a layer asks for. */
import type { Layer } from '../document/schema.ts';
import type { Problem, Remedy } from '../issues/issue.ts';
import { closestName } from '../layers/closest-name.ts';
import type { WeightSpec } from '../model/weight.ts';

export function startWeights(
  weights: readonly WeightSpec[],
  given: Layer['weights'],
): { readonly weights: readonly WeightSpec[]; readonly problems: readonly Problem[] } {
  if (!given) return { weights, problems: [] };
  const names = weights.map(({ name }) => name);
  const problems: Problem[] = [];
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) problems.push(unknownWeight(name, names));
  }
  const started = weights.map((weight) => {
    const start = Object.hasOwn(given, weight.name) ? given[weight.name] : undefined;
    if (!start) return weight;
    if (start.shape.join() === weight.shape.join()) return { ...weight, values: start.values };
    problems.push(misfit(weight, start.shape));
    return weight;
  });
  return { weights: started, problems };
}

function unknownWeight(name: string, names: readonly string[]): Problem {
  const meant = closestName(name, names);
  const known = names.map((other) => `"${other}"`).join(', ');
  const advice = meant
    ? `Did you mean "${meant}"?`
    : names.length > 0
      ? `It has ${known}. Remove the numbers.`
      : 'It has no weights. Remove the numbers.';
  return {
    code: 'unknown-weight',
    severity: 'error',
    message: `{layer} was given numbers for a weight "${name}", which it does not have. ${advice}`,
    received: name,
    expected: names.join(', ') || 'no weights',
    remedies: [clear(name, `Remove the numbers of "${name}"`)],
  };
}

function misfit({ name, shape }: WeightSpec, received: readonly number[]): Problem {
  return {
    code: 'weight-does-not-fit',
    severity: 'error',
    message: `The numbers given for "${name}" of {layer} are ${written(received)}, but the weight is now ${written(shape)}. Type or load them anew, or let it start at random.`,
    received: written(received),
    expected: written(shape),
    remedies: [clear(name, 'Start at random')],
  };
}

function clear(weight: string, label: string): Remedy {
  return { kind: 'clear-weight', label, weight };
}

function written(shape: readonly number[]): string {
  return shape.length > 0 ? shape.join(' × ') : 'a single number';
}
