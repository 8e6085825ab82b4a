/** What a person dropped or chose, as files with their places in a folder. */
export interface PickedFile {
  /** Below the folder that was picked, with `/` between its parts. */
  readonly path: string;
  readonly file: File;
}

export interface Picked {
  /** Of the file or the folder, for messages and as the name of the copy. */
  readonly name: string;
  /** It is a folder, or several things that are to be one. */
  readonly folder: boolean;
  readonly files: readonly PickedFile[];
}

/** What systems leave in folders; no data. */
const CLUTTER = /^(\..*|thumbs\.db|desktop\.ini|__macosx)$/i;
/** Names that not every system takes are copied under others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[<>:"|?*\\\u0000-\u001f]/g;

/** Of a file chooser. With a folder, each file knows its place below and including that folder. */
export function pickedFiles(files: readonly File[], several: string): Picked {
  const placed = files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return gather(placed, several);
}

/**
 * Of a drop. Entries must be asked for before the event is over; their contents may be read later.
 * Throws what the browser throws where a folder cannot be read.
 */
export function pickedDrop(items: DataTransferItemList, several: string): Promise<Picked> {
  const entries = [...items].flatMap((item): (FileSystemEntry | File)[] => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    const file = item.kind === 'file' && !entry ? item.getAsFile() : null;
    return entry ? [entry] : file ? [file] : [];
  });
  return Promise.all(entries.map((entry) => filesBelow(entry, ''))).then((found) =>
    gather(found.flat(), several),
  );
}

function gather(placed: readonly PickedFile[], several: string): Picked {
  const useful = placed.filter(({ path }) => !path.split('/').some((part) => CLUTTER.test(part)));
  const tops = new Set(useful.map(({ path }) => path.split('/')[0] ?? ''));
  const [top, ...others] = tops;
  const inFolder = useful.some(({ path }) => path.includes('/'));
  const alone = top !== undefined && others.length === 0;
  return {
    name: alone ? top : several,
    folder: inFolder || !alone,
    files: useful.map(({ path, file }) => ({
      path: (alone && inFolder ? path.slice(path.indexOf('/') + 1) : path).replace(FORBIDDEN, '_'),
      file,
    })),
  };
}

async function filesBelow(entry: FileSystemEntry | File, folder: string): Promise<PickedFile[]> {
  const path = folder + entry.name;
  if (entry instanceof File) return [{ path, file: entry }];
  if (CLUTTER.test(entry.name)) return [];
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path, file }];
  }
  const found: PickedFile[] = [];
  for (const inside of await entriesOf(entry as FileSystemDirectoryEntry)) {
    found.push(...(await filesBelow(inside, `${path}/`)));
  }
  return found;
}

/** A reader hands out a hundred entries at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
