/** Large drawings to time the designer with. */
import { applyAll } from '../../core/document/commands.ts';
import {
  emptyDocument,
  GroupId,
  type Layer,
  LayerId,
  type Link,
  LinkId,
  type NetworkDocument,
} from '../../core/document/schema.ts';

const COLUMNS = 50;
export const CARD = { width: 176, height: 84 };
/** From layer to layer. */
export const STEP = { x: 224, y: 144 };

/** What a row is made of, over and over: residual blocks, whose joins have two links. */
const BLOCK = [
  { type: 'Conv2D', params: { filters: 16, padding: 'same' } },
  { type: 'BatchNormalization', params: {} },
  { type: 'Activation', params: {} },
  { type: 'Conv2D', params: { filters: 16, padding: 'same' } },
  { type: 'Add', params: {} },
] as const;

/** Flatten, Dense, Softmax and Output. */
const END = 4;

/** A network that could be trained, of exactly `count` layers in rows of fifty; blocks may stand in groups. */
export function largeNetwork(count: number, grouped: boolean): NetworkDocument {
  const layers: Layer[] = [];
  const links: Link[] = [];
  const add = (type: string, params: Layer['params'], from: readonly LayerId[]): LayerId => {
    const index = layers.length;
    const id = LayerId.parse(`${type.toLowerCase()}-${index}`);
    const position = { x: (index % COLUMNS) * STEP.x, y: Math.floor(index / COLUMNS) * STEP.y };
    layers.push({ id, type, name: id, params, position });
    for (const source of from) {
      links.push({
        id: LinkId.parse(`link-${links.length + 1}`),
        from: { layer: source, port: 'out' },
        to: { layer: id, port: 'in' },
      });
    }
    return id;
  };

  let last = add('Input', { shape: [8, 8, 16] }, []);
  const blocks: LayerId[][] = [];
  while (layers.length + BLOCK.length + END <= count) {
    const entry = last;
    const block = BLOCK.map(({ type, params }) => {
      last = add(type, params, type === 'Add' ? [last, entry] : [last]);
      return last;
    });
    blocks.push(block);
  }
  while (layers.length + END < count) last = add('Activation', {}, [last]);
  last = add('Flatten', {}, [last]);
  last = add('Dense', { units: 10 }, [last]);
  last = add('Softmax', {}, [last]);
  add('Output', {}, [last]);

  const document: NetworkDocument = { ...emptyDocument(`${count} layers`), layers, links };
  return grouped ? applyAll(document, blocks.map(groupCommand)) : document;
}

function groupCommand(block: readonly LayerId[], index: number) {
  const id = GroupId.parse(`group-${index + 1}`);
  const group = { id, name: `Block ${index + 1}`, layers: block, collapsed: index % 2 === 0 };
  return { type: 'add-group', group } as const;
}
