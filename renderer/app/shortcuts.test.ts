import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyNames, matches } from './shortcuts.ts';

/** The part of a keyboard event that shortcuts look at. */
function press(key: string, modifiers: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return {
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...modifiers,
  } as KeyboardEvent;
}

afterEach(() => vi.unstubAllGlobals());

describe('on Windows and Linux', () => {
  beforeEach(() => vi.stubGlobal('navigator', { platform: 'Linux x86_64' }));

  it('takes Ctrl for mod', () => {
    expect(matches(press('z', { ctrlKey: true }), 'mod z')).toBe(true);
    expect(matches(press('z', { metaKey: true }), 'mod z')).toBe(false);
    expect(matches(press('z'), 'mod z')).toBe(false);
  });

  it('tells undo from redo by Shift', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true });
    expect(matches(redo, 'mod z')).toBe(false);
    expect(matches(redo, 'mod shift z')).toBe(true);
  });

  it('takes signs with or without Shift, as keyboards differ', () => {
    expect(matches(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matches(press('+'), '+')).toBe(true);
  });

  it('takes Alt with a letter, whatever sign the keyboard makes of it', () => {
    expect(matches(press('å', { altKey: true, code: 'KeyA' }), 'alt a')).toBe(true);
    expect(matches(press('a', { code: 'KeyA' }), 'alt a')).toBe(false);
    expect(matches(press('A', { altKey: true, shiftKey: true, code: 'KeyA' }), 'alt a')).toBe(false);
    expect(keyNames('alt shift h')).toEqual(['Alt', 'Shift', 'H']);
  });

  it('leaves keys with Alt alone', () => {
    expect(matches(press('c', { altKey: true }), 'c')).toBe(false);
  });

  it('names keys as they are printed', () => {
    expect(keyNames('mod shift z')).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyNames('+')).toEqual(['+']);
  });
});

describe('on a Mac', () => {
  beforeEach(() => vi.stubGlobal('navigator', { platform: 'MacIntel' }));

  it('takes Cmd for mod', () => {
    expect(matches(press('k', { metaKey: true }), 'mod k')).toBe(true);
    expect(matches(press('k', { ctrlKey: true }), 'mod k')).toBe(false);
    expect(keyNames('mod k')).toEqual(['⌘', 'K']);
  });
});
