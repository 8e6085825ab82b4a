import { beforeEach, expect, it } from 'vitest';
import { chain } from '../../core/testing/draw.ts';
import { HostError } from '../../host/contract.ts';
import { createDocumentStore, type DocumentStore } from '../state/document-store.ts';
import { createMemoryHost, DIGITS } from '../testing/memory-host.ts';
import { chooseDataset } from './choose-dataset.ts';

const DRAWN = chain(
  { type: 'Input', params: { field: 'x', shape: [28, 28, 1] } },
  'Flatten',
  { type: 'Dense', params: { units: 3 } },
  'Softmax',
  { type: 'Output', params: { field: 'y' } },
);
const REFERENCE = { source: DIGITS.source };

let store: DocumentStore;

const state = () => store.getState();
const paramsOf = (type: string) =>
  state().history.document.layers.find((layer) => layer.type === type)?.params;

beforeEach(() => {
  store = createDocumentStore();
  state().open(DRAWN, undefined);
});

it('fits the network to the data, says so, and takes both back in one step', async () => {
  await chooseDataset(store, createMemoryHost({ 'datasets.describe': () => DIGITS }), REFERENCE);
  expect(state().history.document.dataset).toEqual(REFERENCE);
  expect(paramsOf('Input')).toMatchObject({ field: 'image' });
  expect(paramsOf('Dense')).toEqual({ units: 10 });
  expect(paramsOf('Output')).toEqual({ field: 'label' });
  expect(state().remark).toEqual({
    kind: 'fitted',
    message:
      'Changed to fit the data: use the field "image"; use the field "label"; set the units of "dense" to 10.',
  });
  state().undo();
  expect(state().history.document).toEqual(DRAWN);
  expect(state().remark).toBeUndefined();
});

it('changes nothing but the data where these cannot be read', async () => {
  const host = createMemoryHost({
    'datasets.describe': () => {
      throw new HostError({ code: 'no-data', message: 'There is nothing.' });
    },
  });
  await chooseDataset(store, host, { source: '/nowhere' });
  expect(state().history.document).toEqual({ ...DRAWN, dataset: { source: '/nowhere' } });
});

it('leaves another network alone that was opened meanwhile', async () => {
  const host = createMemoryHost({
    'datasets.describe': () => {
      state().open(DRAWN, undefined);
      return DIGITS;
    },
  });
  await chooseDataset(store, host, REFERENCE);
  expect(state().history.document).toEqual(DRAWN);
});
