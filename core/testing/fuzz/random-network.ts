/** A random network that is valid: layers of the whole catalogue on whatever tensors there are, by seed. */
import { createRandom, type Random } from '../../data/prng.ts';
import { applyAll, type Command } from '../../document/commands.ts';
import { emptyDocument, type LayerId, type LinkId, type NetworkDocument } from '../../document/schema.ts';
import type { LayerDefinition, NonEmpty } from '../../layers/layer.ts';
import { parseParams } from '../../layers/parse-params.ts';
import { LAYERS } from '../../layers/registry.ts';
import { weightSize } from '../../model/weight.ts';
import { sampleSize, type TensorType } from '../../shape/tensor-type.ts';
import { pick, randomParams } from './random-params.ts';

/** A tensor that flows out of a layer. */
interface Flow {
  readonly layer: LayerId;
  readonly port: string;
  readonly type: TensorType;
}

export interface RandomNetwork {
  readonly document: NetworkDocument;
  /** Inputs that hold whole numbers from 0 to below this. */
  readonly below: ReadonlyMap<LayerId, number>;
}

const MOST_VALUES = 3000;
const MOST_WEIGHTS = 20_000;
const ATTEMPTS = 30;

const INNER = LAYERS.filter(({ type }) => type !== 'Input' && type !== 'Output');

export function randomNetwork(seed: number, index: number): RandomNetwork {
  const random = createRandom(seed, 'network', index);
  const sketch = new Sketch(random);
  sketch.addInput(randomShape(random));
  const wanted = 1 + random.below(10);
  for (let attempt = 0; attempt < ATTEMPTS * wanted && sketch.layers < wanted; attempt++) {
    const layer = pick(INNER, random);
    if (layer) sketch.tryLayer(layer);
  }
  return sketch.finish();
}

function randomShape(random: Random): number[] {
  const rank = 1 + random.below(4);
  return Array.from({ length: rank }, () => 1 + random.below(rank > 3 ? 5 : 8));
}

class Sketch {
  layers = 0;
  readonly #random: Random;
  readonly #commands: Command[] = [];
  readonly #flows: Flow[] = [];
  readonly #used = new Set<Flow>();
  readonly #below = new Map<LayerId, number>();
  #inputs = 0;
  #links = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  addInput(shape: readonly number[], below?: number): Flow {
    this.#inputs += 1;
    const id = `input-${this.#inputs}` as LayerId;
    this.#add(id, 'Input', { shape, field: `x${this.#inputs}` });
    if (below !== undefined) this.#below.set(id, below);
    const flow: Flow = { layer: id, port: 'out', type: { dtype: 'float32', shape: [null, ...shape] } };
    this.#flows.push(flow);
    return flow;
  }

  /** Adds the layer if random parameters and random tensors suit each other. */
  tryLayer(layer: LayerDefinition): void {
    const lookup = layer.examples.filter(({ inputs }) => inputs.some(({ below }) => below !== undefined));
    const example = lookup.length > 0 ? pick(lookup, this.#random) : undefined;
    const params = example?.params ?? randomParams(layer, this.#random);
    const parsed = parseParams(layer, params);
    if (!parsed.ok) return;
    const ports = layer.ports(parsed.value).inputs;
    const sources = example
      ? example.inputs.map(({ shape, below }) => this.addInput(known(shape), below))
      : this.#sources(ports.map(({ multiple }) => multiple === true));
    const types = sources.map(({ type }) => type) as unknown as NonEmpty<TensorType>;
    const inferred = layer.infer(parsed.value, types);
    if (!inferred.ok || inferred.value.some((type) => sampleSize(type.shape) > MOST_VALUES)) return;
    const weights = layer.weights(parsed.value, types).reduce((sum, weight) => sum + weightSize(weight), 0);
    if (weights > MOST_WEIGHTS) return;
    this.layers += 1;
    const id = `layer-${this.layers}` as LayerId;
    this.#add(id, layer.type, params);
    sources.forEach((source, place) => {
      const port = ports[Math.min(place, ports.length - 1)];
      this.#link(source, id, port?.id ?? 'in');
    });
    layer.ports(parsed.value).outputs.forEach((port, place) => {
      const type = inferred.value[place];
      if (type) this.#flows.push({ layer: id, port: port.id, type });
    });
  }

  /** Every tensor that nothing uses leaves through an Output of its own. */
  finish(): RandomNetwork {
    const ends = this.#flows.filter((flow) => !this.#used.has(flow));
    ends.forEach((flow, index) => {
      const id = `output-${index + 1}` as LayerId;
      this.#add(id, 'Output', { field: `y${index + 1}`, loss: 'meanSquaredError' });
      this.#link(flow, id, 'in');
    });
    return { document: applyAll(emptyDocument('Random'), this.#commands), below: this.#below };
  }

  #sources(multiple: readonly boolean[]): Flow[] {
    const latest = () => {
      // New tensors are taken more often, so that networks grow deep.
      const back = Math.floor(this.#random.uniform() ** 3 * this.#flows.length);
      return this.#flows[this.#flows.length - 1 - back];
    };
    return multiple.flatMap((several) => {
      const first = latest();
      if (!first) return [];
      if (!several) return [first];
      const alike = this.#flows.filter((flow) => flow.type.shape.length === first.type.shape.length);
      return [
        first,
        ...Array.from({ length: 1 + this.#random.below(2) }, () => pick(alike, this.#random) ?? first),
      ];
    });
  }

  #add(id: LayerId, type: string, params: Readonly<Record<string, unknown>>): void {
    const position = { x: 220 * this.#commands.length, y: 0 };
    this.#commands.push({ type: 'add-layer', layer: { id, type, name: id, params, position } });
  }

  #link(from: Flow, to: LayerId, port: string): void {
    this.#used.add(from);
    this.#links += 1;
    this.#commands.push({
      type: 'add-link',
      link: {
        id: `link-${this.#links}` as LinkId,
        from: { layer: from.layer, port: from.port },
        to: { layer: to, port },
      },
    });
  }
}

function known(shape: TensorType['shape']): number[] {
  return shape.slice(1).map((dimension) => dimension ?? 1);
}
