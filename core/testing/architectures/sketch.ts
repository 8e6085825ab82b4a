/** Draws a network from code, layer by layer, for the templates of famous networks. Ids come out the same each time. */
import { type FreshIds, freshIds } from '../../document/ids.ts';
import {
  DEFAULT_TRAINING,
  emptyDocument,
  type Layer,
  type LayerId,
  type Link,
  type NetworkDocument,
} from '../../document/schema.ts';

type Params = Layer['params'];

export class Sketch {
  readonly #ids: FreshIds = freshIds(emptyDocument('Sketch'));
  readonly #layers: Layer[] = [];
  readonly #links: Link[] = [];

  /** Adds a layer that takes from the given ones. */
  add(type: string, name: string, from: readonly LayerId[], params: Params = {}): LayerId {
    const id = this.#ids.layer(type);
    this.#layers.push({ id, type, name, params, position: { x: 0, y: 0 } });
    for (const source of from) {
      this.#links.push({
        id: this.#ids.link(),
        from: { layer: source, port: 'out' },
        to: { layer: id, port: 'in' },
      });
    }
    return id;
  }

  image(side: number): LayerId {
    return this.add('Input', 'Input', [], { field: 'image', shape: [side, side, 3] });
  }

  /** Softmax over the classes that the last layer scores. */
  classify(from: LayerId, classes: number): LayerId {
    const scores = this.add('Dense', 'Classes', [from], { units: classes });
    const shares = this.add('Softmax', 'Softmax', [scores]);
    return this.add('Output', 'Output', [shares], { field: 'label', loss: 'categoricalCrossentropy' });
  }

  document(name: string, description: string): NetworkDocument {
    return {
      ...emptyDocument(name),
      description,
      layers: this.#layers,
      links: this.#links,
      training: {
        ...DEFAULT_TRAINING,
        epochs: 90,
        optimizer: { type: 'sgd', learningRate: 0.01, momentum: 0.9, nesterov: false },
      },
    };
  }
}
