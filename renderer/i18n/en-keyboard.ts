/** Labels of what only keys need: going from part to part of the window, and along links. */
export const enKeyboard = {
  nextRegion: 'Go to the next part of the window',
  previousRegion: 'Go to the part of the window before',
  rows: [
    ['Go along a link', 'Ctrl + ← or →'],
    ['Go to another branch', 'Ctrl + ↑ or ↓'],
    ['Train, or stop training', 'Ctrl + Enter'],
    ['Change the selected layer', 'Enter, and Esc to come back'],
  ],
} as const;
