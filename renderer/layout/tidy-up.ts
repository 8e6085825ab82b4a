/** Tidies up the open drawing, all of it or what is selected. The engine is loaded when it is first asked for. */
import type { Session } from '../app/session.ts';
import { en } from '../i18n/en.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import type { Direction } from './layout-graph.ts';

export async function tidyUp(
  session: Session,
  direction: Direction,
  part: 'all' | 'selection',
): Promise<void> {
  const { history, inside, selection } = session.document.getState();
  const { document } = history;
  const scope = { direction, inside, ...(part === 'selection' && { chosen: selection.layers }) };
  try {
    const [{ planArrange }, { layOut }] = await Promise.all([
      import('./arrange.ts'),
      import('./elk-engine.ts'),
    ]);
    const commands = await planArrange(document, scope, layOut);
    // Whoever edited meanwhile keeps that edit instead.
    if (session.document.getState().history.document !== document) return;
    session.document.getState().dispatch(en.edits.arrange, commands);
    const { canvas } = session.ui.getState();
    const from = new Map(document.layers.map(({ id, position }) => [id as string, position]));
    canvas?.glide(from, () => part === 'all' && canvas.fit());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    session.document.getState().setRemark({ kind: 'refused', message: t.arrangeFailed(reason) });
  }
}
