import { describe, expect, it } from 'vitest';
import { apply } from '../document/commands.ts';
import type { NetworkDocument } from '../document/schema.ts';
import { LayerId } from '../document/schema.ts';
import { applyFix, chain, draw, sentences } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';

const IMAGE = { type: 'Input', params: { shape: [28, 28, 1] } };
const ROW = { type: 'Input', params: { shape: [4] } };
const TEN = { type: 'Dense', params: { units: 10 } };

function issuesOf(document: NetworkDocument): string[] {
  return sentences(analyzeNetwork(document).issues);
}

/** Applies every fix of the only issue by itself, and says what is left each time. */
function leftAfterFixes(document: NetworkDocument): string[][] {
  const { issues } = analyzeNetwork(document);
  expect(issues).toHaveLength(1);
  return (issues[0]?.fixes ?? []).map((fix) => issuesOf(applyFix(document, fix)));
}

describe('a network that is right', () => {
  const document = chain(ROW, { type: 'Dense', params: { units: 3 } }, 'Softmax', 'Output');

  it('has types along every link, weights and totals', () => {
    const analysis = analyzeNetwork(document);
    expect(sentences(analysis.issues)).toEqual([]);
    expect(analysis).toMatchObject({
      order: ['input', 'dense', 'softmax', 'output'],
      parameters: 15,
      trainableParameters: 15,
      multiplyAdds: 12,
      activationBytes: 4 * (4 + 3 + 3),
      trainable: true,
    });
    const dense = analysis.layers.get(LayerId.parse('dense'));
    expect(dense?.inputs).toEqual([{ dtype: 'float32', shape: [null, 4] }]);
    expect(dense?.outputs).toEqual([{ dtype: 'float32', shape: [null, 3] }]);
    expect(dense?.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['kernel', [4, 3]],
      ['bias', [3]],
    ]);
  });

  it('gives a merging layer its inputs in the order of the links', () => {
    const merged = draw(
      [
        ROW,
        { type: 'Dense', id: 'a', params: { units: 2 } },
        { type: 'Dense', id: 'b', params: { units: 5 } },
        'Concatenate',
        'Softmax',
        'Output',
      ],
      ['input>a', 'input>b', 'b>concatenate', 'a>concatenate', 'concatenate>softmax', 'softmax>output'],
    );
    const analysis = analyzeNetwork(merged);
    expect(sentences(analysis.issues)).toEqual([]);
    const concatenate = analysis.layers.get(LayerId.parse('concatenate'));
    expect(concatenate?.incoming).toEqual(['link-3', 'link-4']);
    expect(concatenate?.inputs?.map(({ shape }) => shape[1])).toEqual([5, 2]);
  });
});

describe('shapes that do not fit', () => {
  it('says that a Dense behind an image needs a Flatten, and inserts it', () => {
    const document = chain(IMAGE, TEN, 'Softmax', 'Output');
    expect(issuesOf(document)).toEqual([
      'error dense-needs-features: "dense" needs a flat row of numbers for each sample, but "input" gives one with several dimensions. Add a Flatten before it.',
    ]);
    const issue = analyzeNetwork(document).issues[0];
    expect(issue).toMatchObject({
      layer: 'dense',
      link: 'link-1',
      received: '28 × 28 × 1',
      expected: '784 features',
    });
    const fixed = applyFix(document, issue?.fixes[0]);
    expect(issuesOf(fixed)).toEqual([]);
    expect(fixed.layers.at(-1)).toMatchObject({ id: 'flatten-1', type: 'Flatten', name: 'Flatten' });
    expect(analyzeNetwork(fixed).order).toEqual(['input', 'flatten-1', 'dense', 'softmax', 'output']);
    expect(fixed.layers.slice(0, 4)).toEqual(document.layers);
  });

  it('explains a pool that is larger than its input', () => {
    const document = chain(
      { type: 'Input', params: { shape: [4, 4, 1] } },
      { type: 'MaxPooling2D', id: 'pool', params: { poolSize: [5, 5] } },
      'Flatten',
      TEN,
      'Softmax',
      'Output',
    );
    const { issues, layers } = analyzeNetwork(document);
    expect(sentences(issues)).toHaveLength(1);
    expect(issues[0]).toMatchObject({ severity: 'error', layer: 'pool', link: 'link-1' });
    expect(issues[0]?.message).toMatchInlineSnapshot(
      `"The 5 × 5 pooling window of "pool" is larger than the 4 × 4 image that "input" gives. Set the padding to "same" or make the pooling window smaller."`,
    );
    expect(issues[0]?.fixes.length).toBeGreaterThan(0);
    for (const fix of issues[0]?.fixes ?? []) expect(issuesOf(applyFix(document, fix))).toEqual([]);
    const behind = layers.get(LayerId.parse('flatten'));
    expect(behind?.inputs).toBeUndefined();
    expect(behind?.issues).toEqual([]);
  });
});

describe('links', () => {
  it('names the layers of a circle and removes the link that closes it', () => {
    const document = draw(
      [ROW, 'Add', { type: 'Dense', params: { units: 4 } }, 'Softmax', 'Output'],
      ['input>add', 'add>dense', 'dense>softmax', 'softmax>output', 'dense>add'],
    );
    expect(issuesOf(document)).toEqual([
      'error cycle: The links of "add" and "dense" form a circle. Numbers pass through a network once, from the Input to the Output; remove one of these links, such as the one from "dense" to "add".',
    ]);
    const analysis = analyzeNetwork(document);
    expect(analysis.order.slice(0, 1)).toEqual(['input']);
    const left = issuesOf(applyFix(document, analysis.issues[0]?.fixes[0]));
    expect(left.filter((text) => text.includes('cycle'))).toEqual([]);
  });

  it('removes a link from a layer to itself', () => {
    const document = draw(
      [ROW, 'Add', 'Softmax', 'Output'],
      ['input>add', 'add>softmax', 'softmax>output', 'add>add'],
    );
    expect(issuesOf(document)).toEqual([
      'error cycle: "add" is linked to itself. Numbers pass through a network once, from the Input to the Output; remove the link.',
    ]);
  });

  it('warns of a layer that merges a single input, and links the only loose end to it', () => {
    const four = { type: 'Dense', params: { units: 4 } };
    const document = draw(
      [ROW, { ...four, id: 'a' }, { ...four, id: 'b' }, 'Add', 'Softmax', 'Output'],
      ['input>a', 'input>b', 'a>add', 'add>softmax', 'softmax>output'],
    );
    expect(issuesOf(document)).toEqual([
      'warning unused-layer: No links lead from "b" to an Output, so it takes no part in training and is not exported. Link it on, or remove it.',
      'warning single-link: "add" brings several inputs together, but it receives only that of "a" and passes it on as it is. Draw another link to it, or remove the layer.',
    ]);
    const single = analyzeNetwork(document).issues.find(({ code }) => code === 'single-link');
    expect(single?.fixes.map(({ label }) => label)).toEqual(['Link it to "b"']);
    expect(issuesOf(applyFix(document, single?.fixes[0]))).toEqual([]);
  });

  it('says which layer receives nothing, and links the only loose end to it', () => {
    const document = draw([ROW, TEN, 'Softmax', 'Output'], ['input>dense', 'softmax>output']);
    expect(issuesOf(document)).toEqual([
      'error missing-link: "softmax" receives nothing. Draw a link to it from the layer whose output it should work on.',
      'warning unused-layer: No links lead from "input" to an Output, so it takes no part in training and is not exported. Link it on, or remove it.',
      'warning unused-layer: No links lead from "dense" to an Output, so it takes no part in training and is not exported. Link it on, or remove it.',
    ]);
    const [missing] = analyzeNetwork(document).issues;
    expect(missing?.fixes.map(({ label }) => label)).toEqual(['Link it to "dense"']);
    expect(issuesOf(applyFix(document, missing?.fixes[0]))).toEqual([]);
  });

  it('keeps one of two links at an input that takes one', () => {
    const document = draw(
      [ROW, { ...TEN, id: 'a' }, { ...TEN, id: 'b' }, 'Softmax', 'Output'],
      ['input>a', 'input>b', 'a>softmax', 'b>softmax', 'softmax>output'],
    );
    expect(issuesOf(document)).toEqual([
      'error too-many-links: "softmax" takes one link at "Input", but 2 arrive: from "a" and "b". Keep one of them, or bring them together first with Add or Concatenate.',
    ]);
    const fixes = analyzeNetwork(document).issues[0]?.fixes ?? [];
    expect(fixes.map(({ label }) => label)).toEqual([
      'Keep only the link from "a"',
      'Keep only the link from "b"',
    ]);
    expect(issuesOf(applyFix(document, fixes[0]))).toEqual([
      'warning unused-layer: No links lead from "b" to an Output, so it takes no part in training and is not exported. Link it on, or remove it.',
    ]);
  });

  it('refuses ports that a layer does not have', () => {
    const document = draw(
      [ROW, TEN, 'Softmax', 'Output'],
      ['input>dense', 'dense>softmax.left', 'softmax>output'],
    );
    expect(issuesOf(document)[0]).toBe(
      'error unknown-port: A link leads to the input "left" of "softmax", which has no such input. It has "in". Remove the link and draw it again.',
    );
    const leaving = draw(
      [ROW, TEN, 'Softmax', 'Output'],
      ['input>dense', 'dense.up>softmax', 'softmax>output'],
    );
    expect(issuesOf(leaving)[0]).toBe(
      'error unknown-port: A link comes from the output "up" of "dense", which has no such output. It has "out". Remove the link and draw it again.',
    );
  });
});

describe('layers', () => {
  it('guesses a misspelt type and changes it in place', () => {
    const document = chain(ROW, { type: 'Dnse', id: 'fc', params: { units: 10 } }, 'Softmax', 'Output');
    expect(issuesOf(document)).toEqual([
      'error unknown-layer-type: "fc" is of the type "Dnse", which this version of Layerloom does not know. Did you mean "Dense"?',
    ]);
    expect(leftAfterFixes(document)[0]).toEqual([]);
  });

  it('says what to do about a type that resembles none', () => {
    const document = chain(ROW, { type: 'QuantumFoam', id: 'q' }, 'Softmax', 'Output');
    expect(issuesOf(document)).toEqual([
      'error unknown-layer-type: "q" is of the type "QuantumFoam", which this version of Layerloom does not know. It may come from a newer version of Layerloom. Update, or take another layer in its place.',
    ]);
  });

  it('reports parameters that are not valid, and gives the default back', () => {
    const document = chain(ROW, { type: 'Dense', params: { units: 0 } }, 'Softmax', 'Output');
    expect(issuesOf(document)).toEqual([
      'error bad-parameter: "Units" of "dense" must be a whole number from 1 to 1000000, but it is 0.',
    ]);
    expect(leftAfterFixes(document)).toEqual([[]]);
  });

  it('renames the second of two layers with one name', () => {
    const document = chain(
      ROW,
      { ...TEN, id: 'a', name: 'Dense' },
      { ...TEN, id: 'b', name: 'Dense' },
      'Softmax',
      'Output',
    );
    expect(issuesOf(document)).toEqual([
      'warning duplicated-name: Two layers are called "Dense". In messages and in exported files nobody can tell them apart; rename one of them.',
    ]);
    expect(leftAfterFixes(document)).toEqual([[]]);
  });

  it('says that a network answers without data where only a Constant leads to an Output', () => {
    const document = draw(
      [ROW, { type: 'Constant', params: { shape: [3] } }, 'Softmax', 'Output'],
      ['constant>softmax', 'softmax>output'],
    );
    expect(issuesOf(document)).toEqual([
      'error only-constant: Nothing but "constant" leads to an Output, and it is the same for every sample, so no data takes part. Link an Input to one of the layers between them.',
      'warning unused-layer: No links lead from "input" to an Output, so it takes no part in training and is not exported. Link it on, or remove it.',
    ]);
    expect(analyzeNetwork(document).trainable).toBe(false);
  });

  it('warns of a layer from which nothing leads to an Output, and removes it', () => {
    const document = draw(
      [ROW, TEN, 'Softmax', 'Output', 'Flatten'],
      ['input>dense', 'dense>softmax', 'softmax>output', 'input>flatten'],
    );
    expect(issuesOf(document)).toEqual([
      'warning unused-layer: No links lead from "flatten" to an Output, so it takes no part in training and is not exported. Link it on, or remove it.',
    ]);
    expect(analyzeNetwork(document).trainable).toBe(true);
    expect(leftAfterFixes(document)).toEqual([[]]);
  });
});

describe('the whole network', () => {
  it('tells what to start with when nothing is drawn', () => {
    expect(issuesOf(draw([], []))).toEqual([
      'error empty-network: This network has no layers yet. Start with an Input, add the layers that should learn, and end in an Output.',
    ]);
  });

  it('adds a missing Input and links it to the layer that receives nothing', () => {
    const document = chain('Flatten', TEN, 'Softmax', 'Output');
    expect(issuesOf(document)).toEqual([
      'error no-input: This network has no Input, so no data can enter it. Add an Input and link it to the first layer.',
      'error missing-link: "flatten" receives nothing. Draw a link to it from the layer whose output it should work on.',
    ]);
    const fixed = applyFix(document, analyzeNetwork(document).issues[0]?.fixes[0]);
    expect(issuesOf(fixed)).toEqual([]);
    expect(fixed.layers.at(-1)).toMatchObject({ type: 'Input', position: { x: -230, y: 0 } });
  });

  it('adds a missing Output and links the last layer to it', () => {
    const document = chain(ROW, TEN, 'Softmax');
    expect(issuesOf(document)).toEqual([
      'error no-output: This network has no Output, so its answers cannot be compared with the truth. Add an Output and link the last layer to it.',
    ]);
    expect(leftAfterFixes(document)).toEqual([[]]);
  });

  it('offers an Output behind a layer whose ports follow from parameters that were left as they are', () => {
    const { issues } = analyzeNetwork(draw([ROW, 'Expression'], []));
    const missing = issues.find(({ code }) => code === 'no-output');
    expect(missing?.fixes.map(({ label }) => label)).toEqual(['Add an Output']);
  });
});

describe('an edit', () => {
  const before = chain(ROW, { ...TEN, id: 'a' }, { ...TEN, id: 'b' }, 'Softmax', 'Output');
  const previous = analyzeNetwork(before);
  const layer = (id: string) => previous.layers.get(LayerId.parse(id));

  it('costs nothing when it only moves layers', () => {
    const moved = apply(before, { type: 'move-layers', positions: { a: { x: 1, y: 2 } } });
    expect(analyzeNetwork(moved, { previous })).toBe(previous);
  });

  it('infers only what it touches', () => {
    const edited = apply(before, {
      type: 'set-params',
      layer: LayerId.parse('b'),
      params: { useBias: false },
    });
    const analysis = analyzeNetwork(edited, { previous });
    expect(analysis.layers.get(LayerId.parse('a'))).toBe(layer('a'));
    expect(analysis.layers.get(LayerId.parse('output'))).toBe(layer('output'));
    expect(analysis.layers.get(LayerId.parse('b'))).not.toBe(layer('b'));
    expect(analysis).toEqual(analyzeNetwork(edited));
  });

  it('says the same as a fresh look after an error came and went', () => {
    const broken = apply(before, { type: 'set-params', layer: LayerId.parse('a'), params: { units: -1 } });
    const middle = analyzeNetwork(broken, { previous });
    expect(middle).toEqual(analyzeNetwork(broken));
    const mended = apply(broken, { type: 'set-params', layer: LayerId.parse('a'), params: { units: 10 } });
    expect(analyzeNetwork(mended, { previous: middle })).toEqual(analyzeNetwork(mended));
  });
});

describe('an edit', () => {
  it('leads to a new look at no more than the layers that it reaches', () => {
    const document = chain(
      ROW,
      ...Array.from({ length: 1000 }, (_, index) => ({
        type: 'Dense',
        id: `d${index}`,
        params: { units: 8 },
      })),
      'Softmax',
      'Output',
    );
    const previous = analyzeNetwork(document);
    const edited = apply(document, {
      type: 'set-params',
      layer: LayerId.parse('d500'),
      params: { units: 9 },
    });
    const analysis = analyzeNetwork(edited, { previous });
    const seenAnew = analysis.order.filter((id) => analysis.layers.get(id) !== previous.layers.get(id));
    expect(seenAnew).toEqual(['d500', 'd501']);
  });
});
