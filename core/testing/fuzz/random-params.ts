/** Random values of a layer's parameters: small, so that networks stay small, and valid by themselves. */
import type { Random } from '../../data/prng.ts';
import type { LayerDefinition } from '../../layers/layer.ts';
import type { Parameter, Parameters } from '../../layers/parameter.ts';

type Params = Readonly<Record<string, unknown>>;

/** How often a parameter leaves its default. */
const CHANGED = 0.5;
/** How often the parameters are those of one of the layer's examples: some shapes are hard to hit by chance. */
const FROM_EXAMPLE = 0.3;

export function randomParams(layer: LayerDefinition, random: Random): Params {
  if (random.uniform() < FROM_EXAMPLE) {
    return layer.examples[random.below(layer.examples.length)]?.params ?? {};
  }
  return changedParams(layer.parameters, random);
}

function changedParams(parameters: Parameters, random: Random): Params {
  const changed = Object.entries(parameters).filter(
    // Defaults such as 1000 filters are too many for a test.
    ([, parameter]) => random.uniform() < CHANGED || tooLarge(parameter),
  );
  return Object.fromEntries(changed.map(([name, parameter]) => [name, randomValue(parameter, random)]));
}

function tooLarge(parameter: Parameter): boolean {
  return parameter.kind === 'integer' && parameter.default > 8;
}

function randomValue(parameter: Parameter, random: Random): unknown {
  switch (parameter.kind) {
    case 'integer':
      return parameter.min + random.below(Math.min(6, parameter.max - parameter.min + 1));
    case 'number': {
      const { min, max } = parameter;
      const low = Math.max(min, -1);
      return low + random.uniform() * (Math.min(max, low + 2) - low);
    }
    case 'flag':
      return random.uniform() < 0.5;
    case 'choice':
      return pick(parameter.options, random)?.value;
    case 'tuple':
      return parameter.places.map(() => small(parameter, random));
    case 'optional-tuple':
      return random.uniform() < 0.5 ? null : parameter.places.map(() => small(parameter, random));
    case 'optional-integer':
      return random.uniform() < 0.5 ? null : small(parameter, random);
    case 'dimensions':
      return Array.from({ length: 1 + random.below(3) }, () => 1 + random.below(6));
    case 'variant': {
      const option = pick(parameter.options, random);
      return { type: option?.value, ...changedParams(option?.parameters ?? {}, random) };
    }
    case 'field':
    case 'text':
    case 'numbers':
      return parameter.default;
  }
}

function small({ min, max }: { readonly min: number; readonly max: number }, random: Random): number {
  return min + random.below(Math.min(3, max - min + 1));
}

export function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[random.below(list.length)];
}
