/** Draws a network in code, layer after layer: shorter to read than the document that it becomes. */
import {
  emptyDocument,
  type Layer,
  LayerId,
  type Link,
  LinkId,
  type NetworkDocument,
} from '../../core/document/schema.ts';

export class NetworkSketch {
  private readonly layers: Layer[] = [];
  private readonly links: Link[] = [];
  private end: LayerId | undefined;

  constructor(private readonly name: string) {}

  /** The layer that the next one follows. */
  get last(): LayerId {
    if (!this.end) throw new Error(`The sketch "${this.name}" has no layer yet.`);
    return this.end;
  }

  /** Adds a layer after `sources`; without any, after the one added last. */
  add(type: string, params: Layer['params'] = {}, sources = this.end ? [this.end] : []): this {
    const id = LayerId.parse(`${type}-${this.layers.length + 1}`);
    this.layers.push({ id, type, name: id, params, position: { x: this.layers.length * 230, y: 0 } });
    for (const source of sources) {
      this.links.push({
        id: LinkId.parse(`link-${this.links.length + 1}`),
        from: { layer: source, port: 'out' },
        to: { layer: id, port: 'in' },
      });
    }
    this.end = id;
    return this;
  }

  document(): NetworkDocument {
    return { ...emptyDocument(this.name), layers: this.layers, links: this.links };
  }
}
