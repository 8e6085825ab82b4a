/** Two states of one network, of which a person takes one or both. Whatever is chosen, undo brings the other back. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import { enDocuments as t } from '../i18n/en-documents.ts';
import type { Tab } from './tab.ts';

export interface Version {
  readonly document: NetworkDocument;
  /** When it was edited last, as ISO 8601. */
  readonly at: string;
}

export interface VersionChoice {
  /** After a crash; or two windows edited the same network. */
  readonly kind: 'recovered' | 'conflict';
  readonly ours: Version;
  readonly saved: Version & { readonly revision: string };
}

export type Chosen = 'ours' | 'saved';

/** Goes on with one of the two. */
export function settleChoice(tab: Tab, { kind, ours, saved }: VersionChoice, chosen: Chosen): void {
  const { document, autosave, draft } = tab;
  const { project, open, replace, setSave } = document.getState();
  const [first, second] = chosen === 'ours' ? [saved, ours] : [ours, saved];
  autosave.know({ revision: saved.revision, document: saved.document });
  // After a crash there is no history yet; else it goes on, with both as its last steps.
  if (kind === 'recovered') {
    open(first.document, project);
    autosave.know({ revision: saved.revision, document: saved.document });
  } else if (chosen === 'ours') replace(t.choice.take, first.document);
  replace(chosen === 'ours' ? t.choice.recover : t.choice.take, second.document);
  autosave.hold(false);
  draft.hold(false);
  setSave({ status: chosen === 'saved' ? 'saved' : 'unsaved' });
  draft.flush(false);
  void autosave.flush();
}
