import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LayerId, type NetworkDocument } from '../../core/document/schema.ts';
import type { LayerPreview, NetworkPreview } from '../../core/preview/preview.ts';
import { chain } from '../../core/testing/draw.ts';
import { HostError, type Request } from '../../host/contract.ts';
import { createDocumentStore } from '../state/document-store.ts';
import { createRunStore } from '../state/run-store.ts';
import { createMemoryHost, DIGITS } from '../testing/memory-host.ts';
import { loadPreviews } from './load-previews.ts';
import { createPreviewStore } from './preview-store.ts';

const id = (name: string) => LayerId.parse(name);
const NETWORK: NetworkDocument = {
  ...chain(
    { type: 'Input', params: { shape: [28, 28, 1] } },
    'Conv2D',
    'Flatten',
    'Dense',
    'Softmax',
    'Output',
  ),
  dataset: { source: DIGITS.source },
};
const PREVIEW: LayerPreview = {
  state: 'shown',
  figures: { min: 0, max: 1, mean: 0.5, zeros: 0, broken: 0 },
  picture: { kind: 'values', values: [1] },
};

type Asked = Request<'layers.preview'>;

/** Answers when it is told to. */
function setUp(network = NETWORK) {
  const asked: Asked[] = [];
  const waiting: { resolve(answer: NetworkPreview): void; reject(error: Error): void }[] = [];
  const host = createMemoryHost({
    'layers.preview': (request) => {
      asked.push(request);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    'runs.list': () => [],
  });
  const documents = createDocumentStore(network);
  const previews = createPreviewStore();
  const stop = loadPreviews({ documents, previews, runs: createRunStore(host), host, delay: 100 });
  const settle = () => vi.advanceTimersByTimeAsync(100);
  const answer = async () => {
    const request = asked.at(-1);
    const layers = Object.fromEntries((request?.layers ?? []).map((layer) => [layer, PREVIEW]));
    waiting.shift()?.resolve({ samples: 10, weights: { kind: 'initial' }, layers });
    await settle();
  };
  const fail = async (message: string) => {
    waiting.shift()?.reject(new HostError({ code: 'no', message }));
    await settle();
  };
  const see = (...layers: string[]) => {
    for (const layer of layers) previews.getState().see(id(layer), true);
  };
  const set = (layer: string, params: object) =>
    documents.getState().dispatch('Set', [{ type: 'set-params', layer: id(layer), params: { ...params } }]);
  return { asked, documents, previews, stop, settle, answer, fail, see, set };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('previews on the screen', () => {
  it('are asked for when they are shown, and only then', async () => {
    const { asked, previews, see, settle, answer } = setUp();
    see('conv2d', 'dense');
    await settle();
    expect(asked).toEqual([]);
    previews.getState().toggle([id('conv2d')]);
    await settle();
    expect(asked.map(({ layers, sample }) => [layers, sample])).toEqual([[['conv2d'], 0]]);
    await answer();
    expect(previews.getState().known.get(id('conv2d'))?.preview).toEqual(PREVIEW);
    expect(asked).toHaveLength(1);
  });

  it('are asked for again when an edit changes what they show, after it and only those', async () => {
    const { asked, documents, previews, see, set, settle, answer } = setUp();
    previews.getState().showAll(true);
    see('conv2d', 'dense', 'softmax');
    await settle();
    await answer();
    set('dense', { units: 5 });
    set('dense', { units: 6 });
    expect(asked).toHaveLength(1);
    await settle();
    expect(asked.map(({ layers }) => layers)).toEqual([
      ['conv2d', 'dense', 'softmax'],
      ['dense', 'softmax'],
    ]);
    await answer();
    documents.getState().dispatch('Move', [{ type: 'move-layers', positions: { dense: { x: 9, y: 9 } } }]);
    await settle();
    expect(asked).toHaveLength(2);
  });

  it('forget an answer that an edit has outrun, and never ask twice at once', async () => {
    const { asked, previews, see, set, settle, answer } = setUp();
    previews.getState().showAll(true);
    see('conv2d', 'dense');
    await settle();
    set('conv2d', { filters: 3 });
    await settle();
    expect(asked).toHaveLength(1);
    await answer();
    expect(previews.getState().known.size).toBe(0);
    expect(asked).toHaveLength(2);
    await answer();
    expect([...previews.getState().known.keys()]).toEqual(['conv2d', 'dense']);
  });

  it('come a few at a time', async () => {
    const layers = Array.from({ length: 19 }, (_, place) => ({ type: 'Dense', id: `dense-${place}` }));
    const network = {
      ...chain({ type: 'Input', params: { shape: [4] } }, ...layers),
      dataset: NETWORK.dataset,
    };
    const { asked, previews, see, settle, answer } = setUp(network);
    previews.getState().showAll(true);
    see(...layers.map((layer) => layer.id));
    await settle();
    for (let round = 0; round < 3; round++) await answer();
    expect(asked.map((request) => request.layers.length)).toEqual([8, 8, 3]);
  });

  it('say what went wrong once, until an edit or a second try', async () => {
    const { asked, previews, see, set, settle, fail } = setUp();
    previews.getState().showAll(true);
    see('dense');
    await settle();
    await fail('The file is gone.');
    await settle();
    expect(previews.getState().fault?.message).toBe('The file is gone.');
    expect(asked).toHaveLength(1);
    previews.getState().retry();
    await settle();
    expect(asked).toHaveLength(2);
    await fail('The file is gone.');
    set('dense', { units: 4 });
    await settle();
    expect(asked).toHaveLength(3);
  });

  it('ask for another sample, round and round', async () => {
    const { asked, previews, see, settle, answer } = setUp();
    previews.getState().showAll(true);
    see('dense');
    await settle();
    await answer();
    previews.getState().step(-1);
    await settle();
    expect(asked.at(-1)?.sample).toBe(9);
  });

  it('are not asked for without data, nor after the end', async () => {
    const none = setUp({ ...NETWORK, dataset: null });
    none.previews.getState().showAll(true);
    none.see('dense');
    await none.settle();
    expect(none.asked).toEqual([]);
    const ended = setUp();
    ended.stop();
    ended.previews.getState().showAll(true);
    ended.see('dense');
    await ended.settle();
    expect(ended.asked).toEqual([]);
  });
});

describe('what is shown', () => {
  it('is all layers, or some, with exceptions', () => {
    const previews = createPreviewStore();
    const { toggle, showAll } = previews.getState();
    toggle([id('a'), id('b')]);
    expect([...previews.getState().apart]).toEqual(['a', 'b']);
    toggle([id('b'), id('c')]);
    expect([...previews.getState().apart]).toEqual(['a', 'b', 'c']);
    toggle([id('a'), id('b')]);
    expect([...previews.getState().apart]).toEqual(['c']);
    showAll(true);
    toggle([id('a')]);
    expect([previews.getState().all, ...previews.getState().apart]).toEqual([true, 'a']);
  });
});
