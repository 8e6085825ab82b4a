/** Keys of the presenter mode, those of a pointing device for talks among them. They come before all others. */
import { useEffect } from 'react';
import { useUiStore } from '../app/ui-context.tsx';
import { useDocumentStore } from '../state/document-context.tsx';
import { chosenStation, goIn, goOut, goTo, sheetOf, stations } from './walk.ts';

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  PageDown: 1,
  PageUp: -1,
  ' ': 1,
  Home: -Infinity,
  End: Infinity,
};

export function usePresenterKeys(): void {
  const store = useDocumentStore();
  const ui = useUiStore();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { overlay, present } = ui.getState();
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (overlay || ctrlKey || metaKey || altKey) return;
      const onButton = target instanceof Element && target.closest('button') !== null;
      if (onButton && (key === ' ' || key === 'Enter')) return;
      const step = STEPS[key];
      const sheet = sheetOf(store.getState());
      const way = stations(sheet);
      const station = chosenStation(sheet) ?? way[0] ?? '';
      if (key === 'Escape') present(false);
      else if (step !== undefined) {
        goTo(store, way[Math.min(way.length - 1, Math.max(0, way.indexOf(station) + step))]);
      } else if (key === 'ArrowDown' || key === 'Enter') goIn(store, station);
      else if (key === 'ArrowUp') goOut(store);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [store, ui]);
}
