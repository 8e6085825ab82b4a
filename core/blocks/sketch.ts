/** Draws a network from code, layer by layer and group by group. Ids come out the same each time. */
import { type FreshIds, freshIds } from '../document/ids.ts';
import {
  DEFAULT_TRAINING,
  emptyDocument,
  type Group,
  type GroupId,
  type Layer,
  type LayerId,
  type Link,
  type NetworkDocument,
  type TrainingSettings,
} from '../document/schema.ts';

type Params = Layer['params'];

/** A layer that makes images, and how many channels these have. */
export interface Maps {
  readonly layer: LayerId;
  readonly channels: number;
}

/** What a layer takes: from the only output to the only input, where no ports are named. */
export type Source = LayerId | { readonly layer: LayerId; readonly port?: string; readonly to?: string };

interface OpenGroup {
  readonly id: GroupId;
  readonly name: string;
  readonly parent: GroupId | undefined;
  readonly layers: LayerId[];
}

export class Sketch {
  readonly #ids: FreshIds = freshIds(emptyDocument('Sketch'));
  readonly #layers: Layer[] = [];
  readonly #links: Link[] = [];
  readonly #groups: OpenGroup[] = [];
  /** The groups that are being drawn, from the outermost to the innermost. */
  readonly #open: OpenGroup[] = [];

  /** Adds a layer that takes from the given ones. It stands in the group that is being drawn. */
  add(type: string, name: string, from: readonly Source[], params: Params = {}): LayerId {
    const id = this.#ids.layer(type);
    this.#layers.push({ id, type, name, params, position: { x: 0, y: 0 } });
    this.#open.at(-1)?.layers.push(id);
    for (const source of from) {
      const { layer, port = 'out', to = 'in' } = typeof source === 'string' ? { layer: source } : source;
      this.#links.push({ id: this.#ids.link(), from: { layer, port }, to: { layer: id, port: to } });
    }
    return id;
  }

  /** Everything that `draw` adds is a group of this name; a group drawn meanwhile is inside it. */
  group<T>(name: string, draw: () => T): T {
    const group = { id: this.#ids.group(), name, parent: this.#open.at(-1)?.id, layers: [] };
    this.#groups.push(group);
    this.#open.push(group);
    const made = draw();
    this.#open.pop();
    return made;
  }

  image(side: number, channels = 3): LayerId {
    return this.add('Input', 'Input', [], { field: 'image', shape: [side, side, channels] });
  }

  /** Softmax over the classes that the last layer scores. */
  classify(from: LayerId, classes: number): LayerId {
    const scores = this.add('Dense', 'Classes', [from], { units: classes });
    const shares = this.add('Softmax', 'Softmax', [scores]);
    return this.add('Output', 'Output', [shares], { field: 'label', loss: 'categoricalCrossentropy' });
  }

  /** Groups are collapsed, so that a long network opens as the few parts that it is made of. */
  document(name: string, description = '', training: Partial<TrainingSettings> = {}): NetworkDocument {
    return {
      ...emptyDocument(name),
      description,
      layers: this.#layers,
      links: this.#links,
      groups: this.#groups.map(
        ({ parent, ...group }): Group => ({
          ...group,
          collapsed: true,
          ...(parent !== undefined && { parent }),
        }),
      ),
      training: { ...DEFAULT_TRAINING, ...training },
    };
  }
}
