/** What of the drawing is selected. */
import type { LayerId, LinkId, NoteId } from '../../core/document/schema.ts';

export interface Selection {
  readonly layers: ReadonlySet<LayerId>;
  readonly links: ReadonlySet<LinkId>;
  readonly notes: ReadonlySet<NoteId>;
}

export const NOTHING_SELECTED: Selection = { layers: new Set(), links: new Set(), notes: new Set() };
