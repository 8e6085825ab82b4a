/** Looks at random for inputs and parameters that a layer refuses, to find out what it can complain of. */
import { createRandom, type Random } from '../../data/prng.ts';
import type { LayerDefinition, NonEmpty } from '../../layers/layer.ts';
import { parseParams } from '../../layers/parse-params.ts';
import { float32, type TensorType } from '../../shape/tensor-type.ts';
import { randomParams } from '../fuzz/random-params.ts';

const TRIES = 1500;

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: readonly TensorType[];
}

/** One refusal for each code. */
export function findRefusals(layer: LayerDefinition): readonly Refusal[] {
  const random = createRandom(7, 'impossible', 0);
  const found = new Map<string, Refusal>();
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const raw = randomParams(layer, random);
    const params = parseParams(layer, raw);
    if (!params.ok) continue;
    const ports = layer.ports(params.value).inputs;
    const example = layer.examples[random.below(layer.examples.length)];
    const inputs = ports.flatMap(({ multiple }, index) => {
      const one = () => likely(example?.inputs[index], random);
      return multiple ? [one(), one()] : [one()];
    });
    if (inputs.length === 0) inputs.push(float32(null));
    const inferred = layer.infer(params.value, inputs as unknown as NonEmpty<TensorType>);
    if (inferred.ok) continue;
    for (const { code, message } of inferred.error) {
      if (!found.has(code)) found.set(code, { code, message, params: raw, inputs });
    }
  }
  return [...found.values()];
}

/** The shape of an example, one of its dimensions changed, or any shape. */
function likely(given: TensorType | undefined, random: Random): TensorType {
  const chance = random.uniform();
  if (given && chance < 0.3) return given;
  if (given && chance < 0.6) {
    const place = 1 + random.below(Math.max(1, given.shape.length - 1));
    return float32(...given.shape.map((size, axis) => (axis === place ? 1 + random.below(9) : size)));
  }
  const rank = random.below(6);
  return float32(null, ...Array.from({ length: rank }, () => 1 + random.below(6)));
}
