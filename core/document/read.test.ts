import { describe, expect, it } from 'vitest';
import { chain } from '../testing/draw.ts';
import { parseDocument, readDocument, writeDocument } from './read.ts';

const DOCUMENT = chain('Input', 'Dense', 'Output');
const TEXT = writeDocument(DOCUMENT);

function fault(json: unknown): string {
  const parsed = parseDocument(json);
  return parsed.ok ? 'no fault' : `${parsed.error.code}: ${parsed.error.message}`;
}

/** The document as it may stand in a file, with changes. */
function changed(changes: object): unknown {
  return { ...JSON.parse(TEXT), ...changes };
}

describe('readDocument', () => {
  it('reads what was written', () => {
    expect(readDocument(TEXT)).toEqual({ ok: true, value: DOCUMENT });
  });

  it('says that a file was cut off, wherever that was', () => {
    for (let length = 0; length < TEXT.length - 2; length += 7) {
      const read = readDocument(TEXT.slice(0, length));
      expect(read).toMatchObject({ ok: false, error: { code: 'not-json' } });
      expect(read.ok ? '' : read.error.message).toMatch(
        /^This is not a whole JSON file \(.+\)\. The file may have been cut off; take an earlier copy of it\.$/,
      );
    }
  });

  it.each([
    [{}, 'nothing'],
    [null, 'nothing'],
    [[1], 'nothing'],
    [{ format: 7 }, '7'],
    [{ format: 'layerloom/0' }, '"layerloom/0"'],
    [{ format: 'keras' }, '"keras"'],
  ])('says that %j is not a network', (json, received) => {
    expect(fault(json)).toBe(
      `not-a-document: This is not a Layerloom network: expected "format": "layerloom/1", received ${received}. Open a file that Layerloom saved.`,
    );
  });

  it('says that a format is newer', () => {
    expect(fault(changed({ format: 'layerloom/2', later: true }))).toBe(
      'newer-format: This file has the format layerloom/2, which is newer than this version of Layerloom reads (layerloom/1). Update Layerloom to open it.',
    );
  });

  it('names a field that it does not know, and where it is', () => {
    expect(fault(changed({ zoom: 2 }))).toBe(
      'bad-document: The file has the unknown field "zoom". It was made by another program or edited by hand; remove the field.',
    );
    const [first, ...layers] = DOCUMENT.layers;
    expect(fault(changed({ layers: [first, { ...layers[0], color: 'red' }] }))).toBe(
      'bad-document: The file has the unknown field "color" in layers[1]. It was made by another program or edited by hand; remove the field.',
    );
  });

  it('names a value that is not of its kind', () => {
    expect(fault(changed({ training: { ...DOCUMENT.training, epochs: 'ten' } }))).toBe(
      'bad-document: The file does not follow the format layerloom/1: at training.epochs: Invalid input: expected number, received string.',
    );
    expect(fault(changed({ layers: [{ ...DOCUMENT.layers[0], id: 'a b' }] }))).toBe(
      'bad-document: The file does not follow the format layerloom/1: at layers[0].id: an id is made of letters, digits, "_", "-" and ".".',
    );
  });

  it('reads training settings as they were before schedules, clipping and early stopping, and keeps them so', () => {
    const training = {
      epochs: 3,
      batchSize: 16,
      optimizer: { type: 'sgd', learningRate: 0.1, momentum: 0.9, nesterov: true },
      validationSplit: 0.25,
      seed: 7,
    };
    const read = parseDocument(changed({ training }));
    expect(read.ok && JSON.parse(writeDocument(read.value)).training).toEqual(training);
  });

  it('reads schedules, clipping and early stopping, and refuses what they do not have', () => {
    const more = {
      schedule: { type: 'cosineDecay', warmupEpochs: 2 },
      clipping: { type: 'globalClipnorm', limit: 1 },
      earlyStopping: { patience: 5, minDelta: 0 },
    };
    const training = { ...DOCUMENT.training, ...more };
    const read = parseDocument(changed({ training }));
    expect(read.ok && read.value.training).toEqual(training);
    expect(fault(changed({ training: { ...training, schedule: { type: 'constant', alpha: 1 } } }))).toBe(
      'bad-document: The file has the unknown field "alpha" in training.schedule. It was made by another program or edited by hand; remove the field.',
    );
    expect(fault(changed({ training: { ...training, clipping: { type: 'clipnorm', limit: 0 } } }))).toMatch(
      /at training\.clipping\.limit: Too small/,
    );
    expect(
      fault(changed({ training: { ...training, earlyStopping: { patience: 0, minDelta: 0 } } })),
    ).toMatch(/at training\.earlyStopping\.patience: Too small/);
  });

  it('names doubled ids', () => {
    const [layer] = DOCUMENT.layers;
    const [link] = DOCUMENT.links;
    expect(fault(changed({ layers: [...DOCUMENT.layers, layer] }))).toBe(
      'bad-document: Two layers have the id "input". Give one of them another id.',
    );
    expect(fault(changed({ links: [...DOCUMENT.links, link] }))).toBe(
      'bad-document: Two links have the id "link-1". Give one of them another id.',
    );
    const note = { id: 'n', text: '', position: { x: 0, y: 0 }, width: 10, height: 10 };
    expect(fault(changed({ notes: [note, note] }))).toBe(
      'bad-document: Two notes have the id "n". Give one of them another id.',
    );
    const group = { id: 'g', name: 'G', layers: ['input'], collapsed: false };
    expect(fault(changed({ groups: [group, group] }))).toBe(
      'bad-document: Two groups have the id "g". Give one of them another id.',
    );
  });

  it('names a link or a group that leads to no layer', () => {
    expect(fault(changed({ layers: DOCUMENT.layers.slice(0, 2) }))).toBe(
      'bad-document: Link "link-2" leads to the layer "output", which is not in the file. Remove the link or add the layer.',
    );
    const group = { id: 'g', name: 'Head', layers: ['dense', 'gone'], collapsed: false };
    expect(fault(changed({ groups: [group] }))).toBe(
      'bad-document: Group "Head" names the layer "gone", which is not in the file. Remove it from the group or add the layer.',
    );
  });
});
