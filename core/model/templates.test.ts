import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../host/datasets/open-dataset.ts';
import { listTemplates } from '../../host/templates.ts';
import { groupTree } from '../document/groups.ts';
import { readDocument, writeDocument } from '../document/read.ts';
import { sentences } from '../testing/draw.ts';
import { buildModel } from './build-model.ts';

const FOLDER = join(import.meta.dirname, '../../templates');

/** By hand: sums of (inputs + 1) * outputs, for convolutions of (window * channels + 1) * filters. */
const PARAMETERS: Readonly<Record<string, number>> = {
  'or-gate': 3,
  'and-gate': 3,
  xor: 3 * 4 + 5,
  exam: 3 * 4 + 5,
  iris: 5 * 16 + 17 * 3,
  spirals: 3 * 32 + 33 * 32 + 33 * 16 + 17 * 2,
  waves: 4 * (1 + 16 + 1) * 16 + 17,
  'lenet5-digits': 26 * 6 + 151 * 16 + 145 * 120 + 121 * 84 + 85 * 10,
  'lenet5-mnist': 61_706,
  'keras-cnn': 1_199_882,
};

const templates = await listTemplates();

describe('templates', () => {
  it('are all in the gallery', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && file !== 'index.json');
    expect(templates.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
    const trained = templates.filter(({ purpose }) => purpose === 'training');
    expect(Object.keys(PARAMETERS).sort()).toEqual(trained.map(({ id }) => id).sort());
  });

  it.each(templates)(
    '$id is right, for its dataset too, and has the parameters that it should',
    async (template) => {
      const { document } = template;
      const dataset = document.dataset ? (await openDataset(document.dataset)).description : undefined;
      const model = buildModel(document, dataset);
      if (!model.ok) throw new Error(sentences(model.error).join('\n'));
      expect(sentences(model.value.analysis.issues)).toEqual([]);
      // Those of the famous networks are held to their sources by a test of their own.
      if (template.purpose === 'training') {
        expect(model.value.analysis.parameters).toBe(PARAMETERS[template.id]);
      }
      // What is in different groups is never shown at once without being pushed apart.
      const { groupOf } = groupTree(document.groups);
      const places = document.layers.map(({ id, position }) => JSON.stringify([groupOf(id), position]));
      expect(places).toHaveLength(new Set(places).size);
    },
  );

  it.each(templates)('$id is read and written without a change', ({ id }) => {
    const text = readFileSync(join(FOLDER, `${id}.json`), 'utf8');
    const document = readDocument(text);
    if (!document.ok) throw new Error(document.error.message);
    expect(JSON.parse(writeDocument(document.value))).toEqual(JSON.parse(text));
  });
});
