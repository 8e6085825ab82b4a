/** What was added behind a layer that fed something already: where it stands now, for the person to be told. */
import type { LayerId, Link, NetworkDocument } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import type { Placement } from './document-edits.ts';
import type { Remark } from './remark.ts';

interface Insertion {
  /** It stands before what was fed already, or feeds from the same output beside that. */
  readonly kind: 'between' | 'branch';
  readonly message: string;
}

interface Added {
  readonly name: string;
  readonly layers: ReadonlySet<LayerId>;
}

/** Undefined where nothing was fed already, so that there is nothing to tell. */
function describeInsertion(
  before: NetworkDocument,
  after: NetworkDocument,
  { name: newcomer, layers: added }: Added,
): Insertion | undefined {
  const entering = after.links.find(({ from, to }) => added.has(to.layer) && !added.has(from.layer));
  if (!entering) return undefined;
  const name = (id: LayerId) => after.layers.find((layer) => layer.id === id)?.name ?? id;
  const sameOutput = ({ from }: Link) =>
    from.layer === entering.from.layer && from.port === entering.from.port;
  const fed = unique(before.links.filter(sameOutput).map(({ to }) => to.layer));
  const stillFed = new Set(after.links.filter(sameOutput).map(({ to }) => to.layer));
  const moved = fed.filter((id) => !stillFed.has(id));
  const source = name(entering.from.layer);
  if (moved.length > 0) return { kind: 'between', message: t.inserted(newcomer, source, moved.map(name)) };
  return fed.length > 0
    ? { kind: 'branch', message: t.branched(newcomer, source, fed.map(name)) }
    : undefined;
}

/** Whom it is told. */
interface Told {
  readonly history: { readonly document: NetworkDocument };
  setRemark(remark: Remark): void;
  undo(): void;
}

/** Says where an addition went that nobody pointed at, and offers the branch; `again` adds it once more. */
export function tellInsertion(
  { history, setRemark, undo }: Told,
  before: NetworkDocument,
  added: Added,
  placement: Placement,
  again: (placement: Placement) => void,
): void {
  if (placement.kind !== 'after') return;
  const insertion = describeInsertion(before, history.document, added);
  if (!insertion) return;
  const branch = () => {
    undo();
    again({ ...placement, branch: true });
  };
  setRemark({
    kind: 'inserted',
    message: insertion.message,
    ...(insertion.kind === 'between' && { branch }),
  });
}

function unique(ids: readonly LayerId[]): readonly LayerId[] {
  return [...new Set(ids)];
}
