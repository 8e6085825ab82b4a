/** Keyboard shortcuts as text: `mod shift z`, where mod is Cmd on a Mac and Ctrl elsewhere; with `alt` the key is where it is on a US keyboard. */

const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);

interface Keys {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

function parse(shortcut: string): Keys {
  const parts = shortcut.split(' ');
  return {
    mod: parts.includes('mod'),
    shift: parts.includes('shift'),
    alt: parts.includes('alt'),
    key: parts.at(-1) ?? '',
  };
}

export function matches(event: KeyboardEvent, shortcut: string): boolean {
  const { mod, shift, alt, key } = parse(shortcut);
  if (event.altKey !== alt) return false;
  const modPressed = isMac() ? event.metaKey : event.ctrlKey;
  if (mod !== modPressed) return false;
  // With Alt some keyboards type signs of their own.
  if (alt) return event.code === `Key${key.toUpperCase()}` && event.shiftKey === shift;
  // Signs such as "?" are typed with Shift on some keyboards and without on others.
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  return event.key.toLowerCase() === key && (isSign || event.shiftKey === shift);
}

const MAC_SIGNS: Readonly<Record<string, string>> = {
  mod: '⌘',
  shift: '⇧',
  alt: '⌥',
  delete: '⌦',
  backspace: '⌫',
  escape: 'Esc',
};
const NAMES: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  delete: 'Del',
  escape: 'Esc',
  tab: 'Tab',
  backspace: '⌫',
};

/** For menus and the sheet: one text for each key. */
export function keyNames(shortcut: string): string[] {
  const names = isMac() ? MAC_SIGNS : NAMES;
  return shortcut.split(' ').map((part) => names[part] ?? part.toUpperCase());
}

/** Whether a key writes a sign, where that is possible. */
export function isSign({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}

/** Whether what is typed goes into a text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
  );
}
