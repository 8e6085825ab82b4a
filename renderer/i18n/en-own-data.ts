/** Sentences and labels for bringing data of one's own. */
import { formatBytes, formatCount } from './format.ts';

export const enOwnData = {
  start: 'Your own data…',
  heading: 'Your own data',
  drop: 'Drop a CSV file or a folder here',
  dropHelp: 'A folder with a subfolder of images for each class, or IDX files such as MNIST’s.',
  chooseFile: 'Choose file…',
  chooseFolder: 'Choose folder…',
  browse: 'Browse this computer…',
  path: 'Folder or file',
  pathPlaceholder: '/home/me/data/flowers.csv',
  open: 'Open',
  recent: 'Opened before',
  samples: (count: number) => `${formatCount(count)} ${count === 1 ? 'sample' : 'samples'}`,
  copied: 'copied',
  gone: 'no longer there',
  forget: (title: string) => `Remove ${title} from this list`,
  removeCopy: (title: string) => `Delete the copy of ${title}`,
  removeAsk: 'Delete this copy? Networks and runs that learn from it can no longer read it.',
  remove: 'Delete',
  keep: 'Keep',

  copying: (name: string) => `Copying ${name}`,
  looking: (name: string) => `Reading ${name}`,
  listing: 'Looking through what you chose…',
  bytes: (done: number, total: number) => `${formatBytes(done)} of ${formatBytes(total)}`,
  images: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)} images`,
  left: (time: string) => `${time} left`,
  cancel: 'Cancel',
  again: 'Read again',
  failed: (name: string) => `${name} cannot be used`,
  dismiss: 'Close',

  empty: (name: string) =>
    `“${name}” holds no files. Choose a folder with images in a subfolder for each class, or a CSV file.`,
  tooMany: (name: string, count: number, most: number) =>
    `“${name}” holds ${formatCount(count)} files, and ${formatCount(most)} are the most that are copied. Open it where it is instead: give its path, or browse this computer.`,
  oneAtATime: 'Drop one file or one folder at a time.',
  unreadable: (name: string) =>
    `“${name}” could not be copied: one of its files cannot be read, or it changed meanwhile. Check the files and choose the data again.`,
  several: 'my data',

  starter: {
    title: 'No network is drawn yet',
    help: 'Start with a small one of the kind that suits this data, and change it as you like.',
    draw: 'Draw a network for it',
    edit: 'Draw a network for the data',
  },

  rows: {
    label: 'Rows',
    independent: 'Stand for themselves',
    series: 'Follow each other in time',
    window: 'Rows to look back on',
  },

  browser: {
    title: 'Choose data on this computer',
    help: 'What you choose here is opened where it is, without a copy.',
    folder: 'Folder',
    up: 'The folder above',
    contents: 'Contents',
    empty: 'No folders, and no files that can be data.',
    images: (count: number) =>
      `${formatCount(count)} ${count === 1 ? 'image' : 'images'} directly in this folder`,
    more: (count: number) => `and ${formatCount(count)} more that are not listed: type the path instead`,
    use: 'Use this folder',
    loading: 'Reading the folder…',
  },
};
