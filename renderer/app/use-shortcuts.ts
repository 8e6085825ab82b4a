/** Lets the window's actions be reached by their keys, and layers travel through the clipboard. */
import { useEffect } from 'react';
import { parseFragment } from '../state/fragment.ts';
import { listActions } from './actions.ts';
import type { Session } from './session.ts';
import { isTyping, matches } from './shortcuts.ts';

export function useShortcuts(session: Session): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || session.ui.getState().overlay) return;
      const typing = isTyping(event.target);
      const action = listActions(session).find(
        ({ keys, native, whileTyping }) =>
          !native && (!typing || whileTyping) && keys?.some((shortcut) => matches(event, shortcut)),
      );
      if (!action?.enabled) return;
      event.preventDefault();
      action.run();
    };

    let taken = '';
    const isDrawing = (event: ClipboardEvent) => {
      const { gallery, workspace, overlay } = session.ui.getState();
      const textSelected = !window.getSelection()?.isCollapsed;
      return !gallery && workspace === 'network' && !overlay && !isTyping(event.target) && !textSelected;
    };
    const take = (event: ClipboardEvent) => {
      if (!isDrawing(event)) return;
      const { cut, copy } = session.document.getState();
      const fragment = event.type === 'cut' ? cut() : copy();
      if (!fragment) return;
      taken = JSON.stringify(fragment);
      event.clipboardData?.setData('text/plain', taken);
      event.preventDefault();
    };
    const paste = (event: ClipboardEvent) => {
      if (!isDrawing(event)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // Our own copy is pasted from the store, which moves it on with every paste.
      const fragment = text === taken ? undefined : parseFragment(text);
      if (text !== taken && !fragment) return;
      event.preventDefault();
      session.document.getState().paste(fragment);
    };

    window.addEventListener('keydown', press);
    window.addEventListener('copy', take);
    window.addEventListener('cut', take);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('copy', take);
      window.removeEventListener('cut', take);
      window.removeEventListener('paste', paste);
    };
  }, [session]);
}
