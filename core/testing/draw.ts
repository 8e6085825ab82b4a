/** Draws networks for tests in a line or two. */
import { applyAll } from '../document/commands.ts';
import {
  emptyDocument,
  GroupId,
  type Layer,
  LayerId,
  type Link,
  LinkId,
  type NetworkDocument,
} from '../document/schema.ts';
import type { Fix, Issue } from '../issues/issue.ts';

/** A type, and parameters where they are not the defaults. The id is the type in lower case with a number. */
export type Drawn =
  | string
  | {
      readonly type: string;
      readonly id?: string;
      readonly name?: string;
      readonly params?: Readonly<Record<string, unknown>>;
    };

/** `links` are pairs of ids such as `'input>dense'`. */
export function draw(layers: readonly Drawn[], links: readonly string[]): NetworkDocument {
  return {
    ...emptyDocument('Test'),
    layers: layers.map((drawn, index): Layer => {
      const { type, id, name, params } = typeof drawn === 'string' ? { type: drawn } : { ...drawn };
      const own = id ?? type.toLowerCase();
      return {
        id: LayerId.parse(own),
        type,
        name: name ?? own,
        params: params ?? {},
        position: { x: index * 230, y: 0 },
      };
    }),
    links: links.map((link, index) => drawLink(link, `link-${index + 1}`)),
  };
}

/** Every layer feeds the next. */
export function chain(...layers: readonly Drawn[]): NetworkDocument {
  const drawn = draw(layers, []);
  const links = drawn.layers.slice(1).map((layer, index) => `${drawn.layers[index]?.id}>${layer.id}`);
  return { ...drawn, links: links.map((link, index) => drawLink(link, `link-${index + 1}`)) };
}

/** `'input>dense'` from port `out` to port `in`, or `'a.left>b.right'`. */
export function drawLink(link: string, id: string): Link {
  const [from = '', to = ''] = link.split('>');
  return { id: LinkId.parse(id), from: endpoint(from, 'out'), to: endpoint(to, 'in') };
}

function endpoint(text: string, usual: string): Link['from'] {
  const [layer = '', port = usual] = text.split('.');
  return { layer: LayerId.parse(layer), port };
}

export function applyFix(document: NetworkDocument, fix: Fix | undefined): NetworkDocument {
  if (!fix) throw new Error('There is no such fix.');
  return applyAll(document, fix.commands);
}

/** `error cycle: The links of …`, for comparing whole lists. */
export function sentences(issues: readonly Issue[]): string[] {
  return issues.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

/** Adds a group of these layers; `parent` names the group around it, which must be there. */
export function withGroup(
  document: NetworkDocument,
  id: string,
  layers: readonly string[],
  about: { readonly parent?: string; readonly collapsed?: boolean; readonly name?: string } = {},
): NetworkDocument {
  const { parent, collapsed = false, name = id } = about;
  return applyAll(document, [
    {
      type: 'add-group',
      group: {
        id: GroupId.parse(id),
        name,
        layers: layers.map((layer) => LayerId.parse(layer)),
        collapsed,
        ...(parent !== undefined && { parent: GroupId.parse(parent) }),
      },
    },
  ]);
}
