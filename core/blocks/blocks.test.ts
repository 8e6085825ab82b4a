import { describe, expect, it } from 'vitest';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { float32 } from '../shape/tensor-type.ts';
import { blockParams, drawBlock } from './block.ts';
import { BLOCKS } from './registry.ts';

const ARRIVING = float32(null, 16, 16, 48);

/** Weights by hand, for 48 channels and each block's defaults; normalizations have four rows of numbers. */
const norm = (channels: number) => 4 * channels;
const EXPECTED: Readonly<Record<string, { readonly channels: number; readonly parameters: number }>> = {
  residual: { channels: 48, parameters: 2 * (9 * 48 * 48 + norm(48)) },
  bottleneck: {
    channels: 48,
    parameters: 48 * 12 + norm(12) + 9 * 12 * 12 + norm(12) + 12 * 48 + norm(48),
  },
  inception: {
    channels: 16 + 32 + 8 + 8,
    parameters: 49 * 16 + (49 * 24 + (9 * 24 + 1) * 32) + (49 * 4 + (25 * 4 + 1) * 8) + 49 * 8,
  },
  dense: {
    channels: 48 + 4 * 24,
    parameters: [48, 72, 96, 120]
      .map((channels) => norm(channels) + channels * 96 + norm(96) + 9 * 96 * 24)
      .reduce((sum, part) => sum + part, 0),
  },
  'inverted-residual': {
    channels: 48,
    parameters: 48 * 288 + norm(288) + 9 * 288 + norm(288) + 288 * 48 + norm(48),
  },
};

describe.each(BLOCKS)('$title', (block) => {
  it('suits what arrives: it keeps the size of the image and can be built', () => {
    const document = drawBlock(block, ARRIVING);
    const analysis = analyzeNetwork(document);
    expect(analysis.issues.filter(({ layer }) => layer !== undefined)).toEqual([]);
    const last = document.layers.at(-1);
    const expected = EXPECTED[block.id];
    expect(last && analysis.layers.get(last.id)?.outputs?.[0]?.shape).toEqual([
      null,
      16,
      16,
      expected?.channels,
    ]);
    expect(analysis.parameters).toBe(expected?.parameters);
  });

  it('is one group, without the Input, and its layers have names of their own', () => {
    const { layers, groups } = drawBlock(block, undefined);
    expect(groups.map(({ name }) => name)).toEqual([block.title]);
    expect(groups[0]?.layers).toEqual(layers.slice(1).map(({ id }) => id));
    expect(new Set(layers.map(({ name }) => name)).size).toBe(layers.length);
  });

  it('takes its defaults where no image arrives', () => {
    expect(blockParams(block, float32(null, 10))).toEqual(blockParams(block, undefined));
    expect(analyzeNetwork(drawBlock(block, float32(null, 10))).parameters).toBeGreaterThan(0);
  });
});

it('gives shortcuts a convolution where the shape changes', () => {
  const names = (id: string, params: object) => {
    const block = BLOCKS.find((candidate) => candidate.id === id);
    if (!block) throw new Error(`no block ${id}`);
    const document = drawBlock(block, ARRIVING, { ...blockParams(block, ARRIVING), ...params });
    expect(analyzeNetwork(document).issues.filter(({ layer }) => layer !== undefined)).toEqual([]);
    return document.layers.map(({ name }) => name);
  };
  expect(names('residual', {})).not.toContain('Conv shortcut');
  expect(names('residual', { stride: 2 })).toContain('Conv shortcut');
  expect(names('bottleneck', { width: 48 })).toContain('Conv shortcut');
  expect(names('inverted-residual', {})).toContain('Add');
  expect(names('inverted-residual', { stride: 2 })).not.toContain('Add');
});
