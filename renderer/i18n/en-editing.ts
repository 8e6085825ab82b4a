/** Sentences and labels of editing a drawing: notes, flags, arranging, finding, menus on the canvas. */

const count = (value: number, one: string, many: string) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`;

/** What switching a flag on, and off, is called in the history. */
const FLAG_EDITS = {
  disabled: ['Bypass', 'Switch on'],
  locked: ['Lock', 'Unlock'],
  frozen: ['Freeze', 'Let learn'],
} as const;

export const enEditing = {
  edits: {
    addComment: 'Add comment',
    addFrame: 'Add frame',
    changeNote: 'Change note',
    resizeNote: 'Resize note',
    addBend: 'Add break point',
    moveBend: 'Move break point',
    removeBend: 'Remove break point',
    straighten: 'Remove break points',
    flag: (flag: 'disabled' | 'locked' | 'frozen', on: boolean) => FLAG_EDITS[flag][on ? 0 : 1],
  },

  actions: {
    addComment: 'Add a comment',
    addFrame: 'Add a frame',
    frameSelection: 'Frame the selection',
    find: 'Find in network',
    bypass: 'Bypass: pass the input through',
    switchOn: 'Switch on again',
    align: {
      left: 'Align left edges',
      centre: 'Align centres',
      right: 'Align right edges',
      top: 'Align top edges',
      middle: 'Align middles',
      bottom: 'Align bottom edges',
    },
    distribute: { horizontal: 'Distribute horizontally', vertical: 'Distribute vertically' },
    arrange: 'Tidy up from left to right',
    arrangeDown: 'Tidy up from top to bottom',
    arrangeSelection: 'Tidy up the selection from left to right',
    arrangeSelectionDown: 'Tidy up the selection from top to bottom',
    addBend: 'Add a break point',
    straighten: 'Remove break points',
    branch: 'Make it a branch instead',
    lock: 'Lock',
    unlock: 'Unlock',
    freeze: 'Freeze weights',
    thaw: 'Let weights learn',
  },

  notes: {
    comment: 'Comment',
    frame: 'Frame',
    newFrame: 'Frame',
    describe: (kind: 'comment' | 'frame', text: string) =>
      `${kind === 'frame' ? 'Frame' : 'Comment'}: ${text.trim() || 'empty'}`,
    emptyComment: 'Write a comment',
    emptyFrame: 'Untitled frame',
    text: 'Text',
    title: 'Title',
    content: 'Content',
    width: 'Width',
    height: 'Height',
    resize: 'Resize',
    size: (value: string) => `Needs a whole number of pixels from ${value}.`,
    sizeSection: 'Size',
    several: (layers: number, notes: number) =>
      [layers > 0 && count(layers, 'layer', 'layers'), notes > 0 && count(notes, 'note', 'notes')]
        .filter(Boolean)
        .join(' and '),
    severalSelected: (what: string) => `${what} selected`,
  },

  bends: {
    handle: (index: number, count: number) => `Break point ${index} of ${count}`,
    help: 'Drag or press arrow keys to move, double-click or press Delete to remove',
  },

  /** What would come of a link that is drawn, in a word beside the port. */
  ports: { fits: 'fits', unfit: 'needs a remedy', replaces: 'instead' },

  menu: {
    layer: 'Actions for what is selected',
    link: 'Actions for the link',
    canvas: 'Actions for the canvas',
    align: 'Align and distribute',
  },

  find: {
    label: 'Find layers',
    placeholder: 'Name, type, shape, units=10 …',
    count: (at: number | undefined, all: number) =>
      all === 0 ? 'none' : at === undefined ? `${all} found` : `${at} of ${all}`,
    next: 'Next layer',
    previous: 'Previous layer',
  },

  palette: {
    recent: 'Recently used',
    favourites: 'Favourites',
    recentLayer: (title: string) => `${title}, recently used`,
    favourite: (title: string) => `${title}, favourite`,
    star: (title: string) => `Keep ${title} among the favourites`,
    unstar: 'Remove from the favourites',
  },

  replaced: (layer: string, now: string, before: string) =>
    `“${layer}” now takes its input from “${now}” instead of “${before}”.`,
  inserted: (layer: string, source: string, targets: readonly string[]) =>
    `“${layer}” now stands between “${source}” and ${targets.length === 1 ? `“${targets[0]}”` : `the ${targets.length} layers behind it`}.`,
  branched: (layer: string, source: string, targets: readonly string[]) =>
    `“${layer}” branches off “${source}” beside ${targets.length === 1 ? `“${targets[0]}”` : `${targets.length} others`}.`,
  wouldReplace: (source: string) => `Takes the place of the link from “${source}”.`,
  fitted: (changes: readonly string[]) =>
    `Changed to fit the data: ${changes.map((change) => change.charAt(0).toLowerCase() + change.slice(1)).join('; ')}.`,
  nothingToPaste: 'There are no layers on the clipboard. Copy some first, here or in another window.',

  arrangeFailed: (reason: string) =>
    `The drawing could not be tidied up and stands as it was (${reason}). Try it with a part of it.`,

  flags: {
    disabled: 'Bypassed',
    locked: 'Locked',
    frozen: 'Frozen',
    help: {
      disabled: 'Passes on what it receives, in training and in exported files.',
      locked: 'Cannot be moved, changed or deleted.',
      frozen: 'Training leaves its weights as they are.',
    },
    nothingToFreeze: (name: string) => `“${name}” has no weights, so there is nothing to freeze.`,
    /** Behind the description of a layer, for a screen reader. */
    describe: (disabled: boolean, frozen: boolean, locked: boolean) =>
      `${disabled ? ', bypassed' : ''}${frozen ? ', frozen' : ''}${locked ? ', locked' : ''}`,
  },

  locks: {
    refused: (names: readonly string[]) =>
      names.length === 1
        ? `“${names[0]}” is locked and stays as it is. Unlock it to change or delete it.`
        : `${names.length} layers are locked and stay as they are. Unlock them to change or delete them.`,
  },
} as const;
