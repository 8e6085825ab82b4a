import { describe, expect, it } from 'vitest';
import { LayerId } from '../document/schema.ts';
import { draw } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';
import { canConnect } from './can-connect.ts';

const DOCUMENT = draw(
  [{ type: 'Input', params: { shape: [8, 8, 1] } }, 'Flatten', 'Dense', 'Softmax', 'Output', 'Add'],
  ['input>flatten', 'flatten>dense', 'dense>softmax', 'softmax>output', 'dense>add'],
);

function connect(from: string, to: string) {
  const [source = '', out = 'out'] = from.split('.');
  const [target = '', into = 'in'] = to.split('.');
  return canConnect(
    DOCUMENT,
    analyzeNetwork(DOCUMENT),
    { layer: LayerId.parse(source), port: out },
    { layer: LayerId.parse(target), port: into },
  );
}

function refusal(from: string, to: string): string {
  const connection = connect(from, to);
  return connection.ok ? 'allowed' : `${connection.problem.code}: ${connection.problem.message}`;
}

describe('canConnect', () => {
  it('allows a link that fits, in place of the one that was there', () => {
    expect(connect('flatten', 'softmax')).toEqual({ ok: true, replaces: 'link-3' });
  });

  it('allows any number of links where a layer merges', () => {
    expect(connect('softmax', 'add')).toEqual({ ok: true });
  });

  it('allows a link whose shape does not fit, with the reason', () => {
    expect(connect('input', 'dense')).toMatchObject({
      ok: true,
      replaces: 'link-2',
      warning: {
        code: 'dense-needs-features',
        message:
          '"dense" needs a flat row of numbers for each sample, but "input" gives one with several dimensions. Add a Flatten before it.',
      },
    });
  });

  it('refuses circles', () => {
    expect(refusal('dense', 'dense')).toBe(
      'cycle: "dense" cannot be linked to itself: numbers pass through once.',
    );
    expect(refusal('softmax', 'flatten')).toBe(
      'cycle: This link would close a circle: "softmax" already works on what "flatten" makes. Numbers pass through a network once.',
    );
  });

  it('refuses links from right to left', () => {
    expect(refusal('dense.in', 'flatten.out')).toBe(
      'wrong-direction: A link goes from the output of one layer, on its right, to the input of another, on its left.',
    );
  });

  it('refuses ports that are not there', () => {
    expect(refusal('dense.left', 'softmax')).toBe(
      'unknown-port: "dense" has no output "left". It has "out".',
    );
    expect(refusal('dense', 'input')).toBe('unknown-port: "input" has no input "in". It has no input.');
    expect(refusal('gone', 'dense')).toBe('no-such-layer: One end of this link is on a layer that is gone.');
  });

  it('refuses a second link between the same ports', () => {
    expect(refusal('dense', 'add')).toBe('already-linked: "dense" and "add" are linked already.');
  });
});
