import { expect, it } from 'vitest';
import { createUiStore, PANELS } from './ui-store.ts';

function memory(initial?: string) {
  let text: string | null = initial ?? null;
  return {
    getItem: () => text,
    setItem: (_key: string, value: string) => {
      text = value;
    },
  };
}

it('remembers the panels for the next start', () => {
  const storage = memory();
  const first = createUiStore(storage);
  first.getState().resizePanel('palette', 300);
  first.getState().togglePanel('inspector');
  const { panels } = createUiStore(storage).getState();
  expect(panels.palette).toEqual({ size: 300, open: true });
  expect(panels.inspector.open).toBe(false);
});

it('keeps panels within their limits', () => {
  const store = createUiStore(memory());
  store.getState().resizePanel('palette', 5);
  expect(store.getState().panels.palette.size).toBe(PANELS.palette.min);
  store.getState().resizePanel('palette', 5000);
  expect(store.getState().panels.palette.size).toBe(PANELS.palette.max);
});

it.each(['', 'null', '[]', '{"palette": 3}', '{"palette": {"size": "wide", "open": "yes"}}', '{'])(
  'starts with the usual panels where %j was remembered',
  (text) => {
    expect(createUiStore(memory(text)).getState().panels).toEqual(createUiStore(memory()).getState().panels);
  },
);

it('leaves the gallery for a workspace', () => {
  const store = createUiStore(memory());
  expect(store.getState().gallery).toBe(true);
  store.getState().showWorkspace('training');
  expect(store.getState()).toMatchObject({ gallery: false, workspace: 'training' });
});
