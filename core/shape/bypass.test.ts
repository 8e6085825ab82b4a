import { describe, expect, it } from 'vitest';
import { apply, type Command } from '../document/commands.ts';
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import { buildModel } from '../model/build-model.ts';
import { chain, draw, sentences } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';
import { whyNotBypassed, withoutBypassed } from './bypass.ts';

const flag = (layers: readonly string[], on = true): Command => ({
  type: 'flag-layers',
  layers: layers as readonly LayerId[],
  flag: 'disabled',
  on,
});
const disable = (document: NetworkDocument, ...layers: string[]) => apply(document, flag(layers));

const ROW = { type: 'Input', params: { field: 'x', shape: [4] } };
const DENSE = { type: 'Dense', params: { units: 3 } };
const MEAN = { type: 'Output', params: { field: 'y', loss: 'meanSquaredError' } };
const NETWORK = chain(ROW, { ...DENSE, id: 'a' }, { ...DENSE, id: 'b', params: { units: 7 } }, MEAN);

describe('a disabled layer', () => {
  it('passes its input through, has no weights, and costs nothing', () => {
    const analysis = analyzeNetwork(disable(NETWORK, 'b'));
    const layer = analysis.layers.get('b' as LayerId);
    expect(layer?.outputs).toEqual([{ dtype: 'float32', shape: [null, 3] }]);
    expect([layer?.parameters, layer?.multiplyAdds]).toEqual([0, 0]);
    expect(analysis.parameters).toBe(4 * 3 + 3);
    expect(sentences(analysis.issues)).toEqual([]);
  });

  it('is looked at anew when it is switched, whatever was known before', () => {
    const off = disable(NETWORK, 'b');
    const before = analyzeNetwork(NETWORK);
    const between = analyzeNetwork(off, { previous: before });
    const after = analyzeNetwork(apply(off, flag(['b'], false)), { previous: between });
    expect([before, between, after].map(({ parameters }) => parameters)).toEqual([43, 15, 43]);
  });

  it('may have parameters that are wrong: they do nothing', () => {
    const wrong = chain(ROW, DENSE, { type: 'Dropout', params: { rate: 7 } }, MEAN);
    expect(analyzeNetwork(wrong).trainable).toBe(false);
    expect(analyzeNetwork(disable(wrong, 'dropout')).trainable).toBe(true);
  });

  it('does not count as the function in which the answers end', () => {
    const classes = chain(ROW, DENSE, 'Softmax', { type: 'Output', params: { field: 'y' } });
    expect(sentences(analyzeNetwork(classes).issues)).toEqual([]);
    const [issue] = analyzeNetwork(disable(classes, 'softmax')).issues;
    expect(issue?.message).toContain('Softmax');
  });
});

describe('what cannot be bypassed', () => {
  const shared = draw(
    [ROW, { type: 'Dense', id: 'a' }, { type: 'Add', id: 'sum' }, { type: 'Nonsense', id: 'odd' }, MEAN],
    ['input>a', 'input>sum', 'a>sum', 'sum>output'],
  );
  const why = (id: string) => {
    const layer = shared.layers.find((candidate) => candidate.id === id);
    return layer && whyNotBypassed(layer);
  };

  it('says so', () => {
    expect(why('input')).toBe('"input" cannot be bypassed: it is where numbers enter the network.');
    expect(why('output')).toBe('"output" cannot be bypassed: it is where numbers leave the network.');
    expect(why('sum')).toBe(
      '"sum" cannot be bypassed: it takes any number of links, and only a layer with one input and one output can pass on what it receives.',
    );
    expect(why('odd')).toBe(
      '"odd" cannot be bypassed: its type "Nonsense" is not known, nor are its inputs.',
    );
    expect(why('a')).toBeUndefined();
  });

  it('is an error in a file that asks for it all the same, and works again after the fix', () => {
    const odd = disable(
      draw(
        [ROW, { type: 'Dense', id: 'a' }, { type: 'Add', id: 'sum' }, MEAN],
        ['input>a', 'input>sum', 'a>sum', 'sum>output'],
      ),
      'sum',
    );
    const issue = analyzeNetwork(odd).issues.find(({ code }) => code === 'cannot-bypass');
    expect(issue?.message).toMatch(/what it receives\. Switch it on again, or remove it\.$/);
    const [command] = issue?.fixes[0]?.commands ?? [];
    if (!command) throw new Error('The problem has no fix.');
    expect(analyzeNetwork(apply(odd, command)).issues.map(({ code }) => code)).not.toContain('cannot-bypass');
  });
});

describe('the network without its disabled layers', () => {
  it('keeps the order of the links, and goes through several disabled layers in a row', () => {
    const { layers, links } = withoutBypassed(disable(NETWORK, 'a', 'b'));
    expect(layers.map(({ id }) => id)).toEqual(['input', 'output']);
    expect(links.map(({ from, to }) => `${from.layer} > ${to.layer}`)).toEqual(['input > output']);
  });

  it('is the same document where nothing is disabled', () => {
    expect(withoutBypassed(NETWORK)).toBe(NETWORK);
  });

  it('has no link where nothing arrives, nor where disabled layers feed each other', () => {
    const loose = draw([{ ...DENSE, id: 'a' }, { ...DENSE, id: 'b' }, MEAN], ['a>b', 'b>a', 'b>output']);
    expect(withoutBypassed(disable(loose, 'a', 'b')).links).toEqual([]);
    expect(withoutBypassed(disable(loose, 'b')).links.map(({ to }) => to.layer)).toEqual(['a', 'output']);
  });

  it('is what is built and exported', () => {
    const built = buildModel(disable(NETWORK, 'b'));
    if (!built.ok) throw new Error(sentences(built.error).join(' '));
    expect(built.value.weights.map(({ id }) => id)).toEqual(['a/kernel', 'a/bias']);
    expect(built.value.outputs[0]?.type.shape).toEqual([null, 3]);
  });
});
