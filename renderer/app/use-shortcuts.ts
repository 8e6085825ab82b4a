/** Lets the window's actions be reached by their keys, and layers travel through the clipboard. */
import { useEffect } from 'react';
import { isLink } from '../documents/share-link.ts';
import { listActions } from './actions.ts';
import { pasteText, takeText } from './clipboard.ts';
import type { Session } from './session.ts';
import { isSign, isTyping, matches } from './shortcuts.ts';

export function useShortcuts(session: Session): void {
  useEffect(() => {
    const isChoosing = () => {
      const { active, choices } = session.tabs.store.getState();
      return active !== undefined && choices[active] !== undefined;
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || session.ui.getState().overlay || isChoosing()) return;
      // The key that closes a dialog does nothing else, such as leaving nothing selected.
      if (event.target instanceof Element && event.target.closest('[aria-modal="true"]')) return;
      const typing = isTyping(event.target);
      // What is typed is no shortcut: to look for one takes longer than to write it.
      if (typing && isSign(event)) return;
      const action = listActions(session).find(
        ({ keys, native, whileTyping }) =>
          !native && (!typing || whileTyping) && keys?.some((shortcut) => matches(event, shortcut)),
      );
      if (!action?.enabled) return;
      event.preventDefault();
      action.run();
    };

    const isDrawing = (event: ClipboardEvent) => {
      const { gallery, workspace, overlay } = session.ui.getState();
      const textSelected = !window.getSelection()?.isCollapsed;
      return !gallery && workspace === 'network' && !overlay && !isTyping(event.target) && !textSelected;
    };
    const take = (event: ClipboardEvent) => {
      if (!isDrawing(event)) return;
      const text = takeText(session, event.type === 'cut' ? 'cut' : 'copy');
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    };
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isLink(text) && !isTyping(event.target)) {
        event.preventDefault();
        void session.openLink(text);
        return;
      }
      if (!isDrawing(event)) return;
      if (pasteText(session, text)) event.preventDefault();
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
