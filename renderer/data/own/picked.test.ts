import { expect, test } from 'vitest';
import { type Picked, pickedFiles } from './picked.ts';

function file(path: string): File {
  const made = new File(['x'], path.split('/').at(-1) ?? '');
  Object.defineProperty(made, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return made;
}

const picked = (...paths: string[]): Omit<Picked, 'files'> & { paths: string[] } => {
  const { files, ...rest } = pickedFiles(paths.map(file), 'my data');
  return { ...rest, paths: files.map(({ path }) => path) };
};

test('one file is itself', () => {
  expect(picked('iris.csv')).toEqual({ name: 'iris.csv', folder: false, paths: ['iris.csv'] });
});

test('several files become one folder', () => {
  expect(picked('images.gz', 'labels.gz')).toEqual({
    name: 'my data',
    folder: true,
    paths: ['images.gz', 'labels.gz'],
  });
});

test('a folder gives its name, and its files their places in it', () => {
  expect(picked('pets/cats/tom.png', 'pets/dogs/rex.png')).toEqual({
    name: 'pets',
    folder: true,
    paths: ['cats/tom.png', 'dogs/rex.png'],
  });
});

test('class folders that are dropped together stay apart', () => {
  expect(picked('cats/tom.png', 'dogs/rex.png').paths).toEqual(['cats/tom.png', 'dogs/rex.png']);
});

test('what systems leave in folders is left out, and names that not every system takes are changed', () => {
  expect(picked('pets/.DS_Store', 'pets/Thumbs.db', 'pets/__MACOSX/x', 'pets/cats/a:b?.png').paths).toEqual([
    'cats/a_b_.png',
  ]);
});
