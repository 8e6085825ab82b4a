/** Folders of pictures, as many as a test wants, of which only one takes room on the disk. */
import { link, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Grey squares with sides of so many pixels, `count` of each of two classes. */
export async function addPictures(folder: string, side: number, count: number): Promise<void> {
  const grey = sharp({ create: { width: side, height: side, channels: 3, background: 'gray' } });
  for (const name of ['cats', 'dogs']) {
    await mkdir(join(folder, name), { recursive: true });
    const file = (index: number) => join(folder, name, `${side}-${index}.png`);
    await grey.png().toFile(file(0));
    for (let index = 1; index < count; index++) await link(file(0), file(index));
  }
}
