/** Words about documents: tabs, saving, recovering, sharing, pictures. */
const layers = (value: number) => `${value.toLocaleString('en')} ${value === 1 ? 'layer' : 'layers'}`;

export const enDocuments = {
  elsewhere: 'Change from another window',

  tabs: {
    label: 'Open networks',
    close: (name: string) => `Close ${name}`,
    closeHint: 'Close. Middle-click does the same.',
    new: 'New or open',
    unsaved: 'not saved yet',
    training: 'training',
    choice: 'asks for a choice',
    moved: (name: string, place: number, of: number) => `${name} is now tab ${place} of ${of}.`,
    help: 'Arrow keys go to other tabs, Ctrl and Shift with them move this one, Delete closes it.',
  },

  actions: {
    save: 'Save now',
    saveAs: 'Save as…',
    saveFile: 'Save network file',
    duplicate: 'Duplicate network',
    closeTab: 'Close network',
    reopenTab: 'Open closed network again',
    nextTab: 'Next network',
    previousTab: 'Previous network',
    copyLink: 'Copy link with the whole network',
    openLink: 'Open link from the clipboard',
    exportSvg: 'Save drawing as SVG',
    exportPng: 'Save drawing as PNG',
    copyPicture: 'Copy drawing as picture',
  },

  copyOf: (name: string) => `${name} copy`,
  savedNow: (name: string) => `“${name}” is saved.`,

  saveAs: {
    title: 'Save as',
    name: 'Name',
    help: 'The network under its present name stays as it was last saved.',
    save: 'Save in Layerloom',
    file: 'Save as a file',
  },

  choice: {
    recoveredTitle: 'There is work that was not saved',
    recoveredText: (name: string) =>
      `Layerloom ended before the last edits of “${name}” reached the disk. Which of the two do you want to go on with?`,
    conflictTitle: 'Changed in two windows',
    conflictText: (name: string) =>
      `“${name}” was edited here and in another window at the same time. Which of the two do you want to go on with?`,
    recovered: 'Recovered',
    here: 'This window',
    saved: 'Saved on disk',
    there: 'Other window',
    keepRecovered: 'Keep the recovered one',
    takeSaved: 'Take the saved one',
    keepHere: 'Keep this window’s',
    takeThere: 'Take the other window’s',
    both: 'Keep both, in two tabs',
    undo: 'Undo brings the other one back.',
    at: (when: string) => `edited ${when}`,
    layers,
    links: (value: number) => `${value.toLocaleString('en')} ${value === 1 ? 'link' : 'links'}`,
    recoveredCopy: (name: string) => `${name} (recovered)`,
    hereCopy: (name: string) => `${name} (this window)`,
    recover: 'Recover work',
    take: 'Take the saved network',
  },

  link: {
    copied: (length: number) => `The link is on the clipboard: ${length.toLocaleString('en')} characters.`,
    notCopied:
      'The browser did not let Layerloom write to the clipboard. Allow it for this page, or save the network as a file.',
    tooLong: (length: number, most: number) =>
      `This network makes a link of ${length.toLocaleString('en')} characters; programs pass on links of up to ${most.toLocaleString('en')}. Save it as a file instead and pass that on.`,
    damaged:
      'This link does not hold a whole network: part of it was cut off or changed on the way. Ask for it again, or for the network as a file.',
    tooLarge: (most: string) =>
      `This link unfolds to more than ${most}, which no drawn network needs. It was not opened; ask for the network as a file.`,
    none: 'There is no link with a network on the clipboard. Copy one that contains “#network=”, then try again.',
  },

  picture: {
    empty: 'There is nothing drawn yet. Add layers, then save the drawing.',
    failed: (reason: string) => `The picture could not be made: ${reason}`,
    copied: 'The drawing is on the clipboard.',
    notCopied:
      'The browser did not let Layerloom put a picture on the clipboard. Allow it for this page, or save the drawing as PNG.',
    smaller: (scale: string) =>
      `The drawing is so large that its picture has ${scale} times its size instead of twice. As SVG it is sharp at any size.`,
    title: (name: string) => `Drawing of the network ${name}`,
  },

  notClosed: 'The network is not saved yet, so it stays open. Choose what to keep, or save it as a file.',

  hostGone: 'Layerloom’s host does not answer. Training cannot be followed or stopped until it is back.',
  noContact: 'No contact',
} as const;
