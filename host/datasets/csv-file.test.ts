import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatasetDescription } from '../../core/data/dataset.ts';
import { openDataset } from './open-dataset.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-table-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function open(content: string | Uint8Array, target?: string, name = 'table.csv') {
  const source = join(folder, name);
  await writeFile(source, content);
  const dataset = await openDataset({ source, ...(target !== undefined && { target }) });
  DatasetDescription.parse(dataset.description);
  return dataset;
}

/** All values of all fields. */
async function contents(content: string | Uint8Array, target?: string) {
  const { description, read } = await open(content, target);
  const batch = await read(Array.from({ length: description.samples }, (_, index) => index));
  return Object.fromEntries(Object.entries(batch).map(([name, values]) => [name, [...(values?.data ?? [])]]));
}

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;
const FLOWERS = lines('length,width,kind', '1,2.5,rose', '3,4,tulip', '-5,6e1,rose');

describe('what a table holds', () => {
  test('a first line of names gives the columns their names, and the last one is predicted', async () => {
    const { description } = await open(FLOWERS);
    expect(description).toEqual({
      source: join(folder, 'table.csv'),
      title: 'table.csv',
      summary: "A table of 3 rows with 2 columns to learn from and 'kind' to predict.",
      samples: 3,
      fields: [
        { name: 'features', kind: 'numeric', shape: [2], columns: ['length', 'width'] },
        { name: 'kind', kind: 'category', shape: [], classes: ['rose', 'tulip'] },
      ],
      target: 'kind',
      targets: ['length', 'width', 'kind'],
      classCounts: [2, 1],
      problems: [
        'There are only 3 samples: the results will depend on chance. Collect more, or set the validation share to 0 to train on all of them.',
        "2 classes have fewer than 5 samples: 'rose' (2), 'tulip' (1). That is too few to learn from. Add samples, or leave the class out.",
      ],
    });
    expect(await contents(FLOWERS)).toEqual({ features: [1, 2.5, 3, 4, -5, 60], kind: [0, 1, 0] });
  });

  test('without names, columns are counted from 1', async () => {
    const { description, read } = await open(lines('1,2,yes', '3,4,no'));
    expect(description.fields).toEqual([
      { name: 'features', kind: 'numeric', shape: [2], columns: ['column 1', 'column 2'] },
      { name: 'column 3', kind: 'category', shape: [], classes: ['no', 'yes'] },
    ]);
    expect(await read([1])).toEqual({
      features: { dtype: 'float32', shape: [1, 2], data: Float32Array.of(3, 4) },
      'column 3': { dtype: 'int32', shape: [1], data: Int32Array.of(0) },
    });
  });

  test.each([
    ['semicolons', lines('a;b;kind', '1;2;x, y', '3;4;z')],
    ['tabs', lines('a\tb\tkind', '1\t2\tx, y', '3\t4\tz')],
    ['bars', lines('a|b|kind', '1|2|x, y', '3|4|z')],
    ['commas and quotation marks', lines('a,b,kind', '1,2,"x, y"', '3,4,z')],
    ['semicolons, where commas are decimal points', lines('a;b;kind', '1,0;2,0;x, y', '3,0;4,0;z')],
    ['commas with spaces around the values', lines('a , b , kind', ' 1, 2, "x, y"', '3, 4, z')],
  ])('values are separated by %s', async (_, table) => {
    const { description } = await open(table);
    expect(description.fields[0]?.columns).toEqual(['a', 'b']);
    expect(description.fields[1]?.classes).toEqual(['x, y', 'z']);
    expect(await contents(table)).toEqual({ features: [1, 2, 3, 4], kind: [0, 1] });
  });

  test.each([
    ['a byte order mark', `\uFEFF${FLOWERS}`],
    ['line ends of Windows', FLOWERS.replaceAll('\n', '\r\n')],
    ['empty lines', FLOWERS.replaceAll('\n', '\n\n')],
    ['no end of the last line', FLOWERS.trimEnd()],
    ['quotation marks around every value', FLOWERS.replaceAll(/[^,\n]+/g, '"$&"')],
    ['quotation marks after a byte order mark', `\uFEFF${FLOWERS.replaceAll(/[^,\n]+/g, '"$&"')}`],
    ['gzip', gzipSync(FLOWERS)],
    ['UTF-16', Buffer.from(`\uFEFF${FLOWERS}`, 'utf16le')],
  ])('%s makes no difference', async (_, table) => {
    expect((await open(table)).description.fields[0]?.columns).toEqual(['length', 'width']);
    expect(await contents(table)).toEqual({ features: [1, 2.5, 3, 4, -5, 60], kind: [0, 1, 0] });
  });

  test('letters with accents are read from UTF-8 and from older encodings', async () => {
    const table = lines('size,city', '1,Kraków', '2,Köln');
    expect((await open(table)).description.fields[1]?.classes).toEqual(['Kraków', 'Köln']);
    const latin = Buffer.from(table, 'latin1');
    expect((await open(latin)).description.fields[1]?.classes).toEqual(['Kraków', 'Köln']);
  });

  test('a quoted text may hold doubled quotation marks and line ends', async () => {
    const { description } = await open(lines('a,kind', '1,"so ""called"""', '2,"two\nlines"'));
    expect(description.fields[1]?.classes).toEqual(['so "called"', 'two\nlines']);
  });

  test('for missing numbers the mean stands in, and the gaps are counted', async () => {
    const table = lines('a,b,kind', '1,?,x', ',2,y', '5,NA,x', 'nan,4,y');
    const { description } = await open(table);
    expect(description.missing).toEqual({ a: 2, b: 2 });
    expect(description.problems.slice(0, 2)).toEqual([
      "Column 'a' has no value in 2 rows; the mean of the others, 3, stands in.",
      "Column 'b' has no value in 2 rows; the mean of the others, 3, stands in.",
    ]);
    expect((await contents(table)).features).toEqual([1, 3, 3, 2, 5, 3, 3, 4]);
  });

  test('rows without a target are left out', async () => {
    const table = lines('a,kind', '1,x', '2,', '3,y');
    expect((await open(table)).description.problems[0]).toBe("1 row has no value in 'kind' and is left out.");
    expect(await contents(table)).toEqual({ features: [1, 3], kind: [0, 1] });
  });

  test('a column of texts becomes one column of 0 and 1 for each text', async () => {
    const table = lines('colour,size,price', 'red,1,9.5', 'blue,2,8', ',3,7');
    const { description } = await open(table);
    expect(description.fields[0]?.columns).toEqual(['colour=missing', 'colour=blue', 'colour=red', 'size']);
    expect(description.targets).toEqual(['colour', 'size', 'price']);
    expect(description.problems[0]).toBe(
      'Column \'colour\' has no value in 1 row; "missing" is a value of its own there.',
    );
    expect((await contents(table)).features).toEqual([0, 0, 1, 1, 0, 1, 0, 2, 1, 0, 0, 3]);
  });

  test('a column of too many texts is left out', async () => {
    const rows = Array.from({ length: 51 }, (_, row) => `person ${row},${row % 7},${row % 2}`);
    const { description } = await open(lines('name,score,passed', ...rows));
    expect(description.fields[0]?.columns).toEqual(['score']);
    expect(description.problems).toEqual([
      "Column 'name' has 51 different texts, too many to learn from; it is left out.",
    ]);
  });

  test('a column that counts the rows is left out, unless there is no other', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row + 1},${row % 7},${row % 2}`);
    const { description } = await open(lines(',score,passed', ...rows));
    expect(description.fields[0]?.columns).toEqual(['score']);
    expect(description.problems).toEqual([
      "Column 'column 1' counts the rows: a network would learn the order of the file from it. It is left out.",
    ]);
    const alone = await open(lines('day,height', ...rows.map((_, row) => `${row},${row * 0.5}`)));
    expect(alone.description).toMatchObject({ fields: [{ columns: ['day'] }, {}], problems: [] });
  });

  test('columns that never change are named', async () => {
    const { description } = await open(lines('a,b,c,kind', '7,1,0,x', '7,2,0,y'));
    expect(description.problems.at(-1)).toBe(
      "2 columns have the same value in every sample: 'a', 'c'. They teach the network nothing. Leave them out.",
    );
    const single = await open(lines('a,b,kind', '7,1,x', '7,2,y'));
    expect(single.description.problems.at(-1)).toBe(
      "Column 'a' is 7 in every sample: it teaches the network nothing. Leave it out.",
    );
  });

  test('a first line of counts and class names gives the classes their names', async () => {
    const table = lines('3,2,apple,pear', '1,2,0', '3,4,1', '5,6,0');
    expect((await open(table)).description.fields[1]?.classes).toEqual(['apple', 'pear']);
    expect(await contents(table)).toEqual({ features: [1, 2, 3, 4, 5, 6], 'column 3': [0, 1, 0] });
  });
});

describe('the target', () => {
  test('a column is chosen by its name', async () => {
    const { description } = await open(FLOWERS, 'width');
    expect(description.target).toBe('width');
    expect(description.fields).toEqual([
      { name: 'features', kind: 'numeric', shape: [3], columns: ['length', 'kind=rose', 'kind=tulip'] },
      { name: 'width', kind: 'numeric', shape: [1], columns: ['width'] },
    ]);
    expect(await contents(FLOWERS, 'width')).toEqual({
      features: [1, 1, 0, 3, 0, 1, -5, 1, 0],
      width: [2.5, 4, 60],
    });
  });

  test('few whole numbers that repeat are classes, in the order of the numbers', async () => {
    const rows = Array.from({ length: 15 }, (_, row) => `${row / 2},${[10, 2, -1][row % 3]}`);
    const { description } = await open(lines('x,grade', ...rows));
    expect(description.fields[1]).toEqual({
      name: 'grade',
      kind: 'category',
      shape: [],
      classes: ['-1', '2', '10'],
    });
    expect(description.classCounts).toEqual([5, 5, 5]);
  });

  test.each([
    ['fractions', (row: number) => (row % 3) + 0.5],
    ['many whole numbers', (row: number) => row * row],
  ])('%s are numbers to predict', async (_, value) => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row % 9},${value(row)}`);
    const { description } = await open(lines('x,y', ...rows));
    expect(description.fields[1]).toEqual({ name: 'y', kind: 'numeric', shape: [1], columns: ['y'] });
    expect(description.classCounts).toBeUndefined();
  });

  test('an unknown column is answered with the nearest and with the list', async () => {
    await expect(open(FLOWERS, 'widht')).rejects.toThrow(
      `'${join(folder, 'table.csv')}' has no column 'widht'. Did you mean 'width'? Its columns are: length, width, kind.`,
    );
    await expect(open(FLOWERS, 'temperature')).rejects.toThrow(
      `'${join(folder, 'table.csv')}' has no column 'temperature'. Its columns are: length, width, kind.`,
    );
  });
});

describe('what is refused', () => {
  const numbers = Array.from({ length: 12 }, (_, row) => `${row},${row + 0.5},${row % 2}`);

  test.each([
    [
      'a text in a column of numbers',
      lines('a,b,kind', ...numbers, '3,four,1'),
      ", line 14, column 'b': expected a number as in the other lines, received 'four'. Correct the value, or leave it empty if it is not known.",
    ],
    [
      'a number that is too large to be stored',
      lines('a,b,kind', ...numbers, '3,1e300,1'),
      ", line 14, column 'b': expected a number as in the other lines, received '1e300'. Correct the value, or leave it empty if it is not known.",
    ],
    [
      'a line with a value too many',
      lines('a,b,kind', ...numbers, '3,4,1,5'),
      ', line 14: expected 3 values as in line 1, received 4. Correct the line; a text with a comma in it needs quotation marks.',
    ],
    [
      'a line with a value too few',
      lines(...numbers, '3'),
      ', line 13: expected 3 values as in line 1, received 1. Correct the line; a text with a comma in it needs quotation marks.',
    ],
    [
      'what is no table',
      lines('Dear Sir,', 'one, two, three, four', 'yours', 'me'),
      ' is not a table: some of its lines hold 1, others up to 4 values. Expected the same number of values in every line, separated by commas, semicolons or tabs.',
    ],
    ['an empty file', '', ' is empty. Choose a file with rows of values.'],
    ['a file of empty lines', '\n\n', ' is empty. Choose a file with rows of values.'],
    [
      'a single column',
      lines('a', '1', '2'),
      ' has a single column. Expected at least two: something to learn from and something to predict. Check that the values are separated by commas, semicolons or tabs.',
    ],
    ['a single row', lines('1,2'), ' has a single row. Expected at least two to learn from.'],
    [
      'names and a single row',
      lines('a,b', '1,2'),
      ' has a single row below the names. Expected at least two to learn from.',
    ],
    [
      'a quotation mark that is not closed',
      lines('a,kind', '1,"x', '2,y'),
      ' cannot be read as a table: a quotation mark is opened and never closed. Close it, or remove it where it stands for nothing.',
    ],
    [
      'a quotation mark within a value',
      lines('a,kind', '1,"x" y', '2,y'),
      ' cannot be read as a table: the quotation marks near line 2 are in the wrong place. Quotation marks enclose a whole value; inside one they are doubled, as in "a ""b"" c". A running text is no table.',
    ],
    [
      'binary data',
      Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0),
      ' is not a table of text: it holds binary data. Choose a CSV file, a folder with IDX files or images, or a built-in dataset.',
    ],
    [
      'a gzip file that is cut off',
      gzipSync(FLOWERS).subarray(0, 20),
      ' is a damaged or cut off gzip file: it cannot be unpacked. Copy or download it again.',
    ],
  ])('%s', async (_, content, message) => {
    await expect(open(content)).rejects.toThrow(`'${join(folder, 'table.csv')}'${message}`);
  });

  test('a target without any value', async () => {
    await expect(open(lines('a,b,kind', '1,2,', '3,4,?'))).rejects.toThrow(
      `Column 'kind' of '${join(folder, 'table.csv')}' has no values. Choose another target.`,
    );
  });

  test('a table whose only other column cannot be learned from', async () => {
    const rows = Array.from({ length: 60 }, (_, day) => `day ${day},${day % 2 ? 'up' : 'down'}`);
    await expect(open(lines('date,price', ...rows))).rejects.toThrow(
      `'${join(folder, 'table.csv')}' has no column to learn 'price' from. Column 'date' has 60 different texts, too many to learn from; it is left out. Add columns with numbers or with a few different texts. If the rows follow each other in time, say how many of them a sample looks back on.`,
    );
  });
});
