/** Layers and notes on the system's clipboard, as text, so that they also travel to another window. */
import { enEditing as t } from '../i18n/en-editing.ts';
import { type Fragment, parseFragment } from '../state/fragment.ts';
import { boxAround, boxOfLayer, boxOfNote } from '../state/frames.ts';
import { snap } from '../state/layer-geometry.ts';
import type { Session } from './session.ts';

/** What each window took last: pasted again it is moved on instead of put on top of the first copy. */
const TAKEN = new WeakMap<Session, string>();

/** Text for the clipboard of what is selected; undefined where nothing is. */
export function takeText(session: Session, how: 'copy' | 'cut'): string | undefined {
  const fragment = session.document.getState()[how]();
  if (!fragment) return undefined;
  const text = JSON.stringify(fragment);
  TAKEN.set(session, text);
  return text;
}

/** False for a text that is no part of a drawing. What comes from elsewhere lands in the middle of the view. */
export function pasteText(session: Session, text: string): boolean {
  const { paste } = session.document.getState();
  if (text === TAKEN.get(session)) {
    paste();
    return true;
  }
  const fragment = parseFragment(text);
  if (!fragment) return false;
  paste(fragment, offsetToView(session, fragment));
  TAKEN.set(session, text);
  return true;
}

/** For menus: keys bring an event of their own that holds the clipboard. */
export async function takeToSystem(session: Session, how: 'copy' | 'cut'): Promise<void> {
  const text = takeText(session, how);
  // Refused by the browser: within this window the copy works all the same.
  if (text !== undefined) await navigator.clipboard?.writeText(text).catch(() => undefined);
}

export async function pasteFromSystem(session: Session): Promise<void> {
  const { clipboard, paste, setRemark } = session.document.getState();
  const text = await navigator.clipboard?.readText().catch(() => undefined);
  if (text !== undefined && pasteText(session, text)) return;
  if (clipboard) paste();
  else setRemark({ kind: 'refused', message: t.nothingToPaste });
}

function offsetToView(session: Session, { layers, notes }: Fragment) {
  const middle = session.ui.getState().canvas?.middle();
  const box = boxAround([...layers.map(boxOfLayer), ...notes.map(boxOfNote)]);
  if (!middle || !box) return undefined;
  return snap({ x: middle.x - box.x - box.width / 2, y: middle.y - box.y - box.height / 2 });
}
