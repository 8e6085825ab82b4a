import { describe, expect, it } from 'vitest';
import { chain, sentences } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';

describe('analyzeNetwork', () => {
  it('infers types, weights and totals along a chain', () => {
    const document = chain(
      { type: 'Input', params: { shape: [4] } },
      { type: 'Dense', params: { units: 3 } },
      'Output',
    );
    const analysis = analyzeNetwork(document);
    expect(sentences(analysis.issues)).toEqual([]);
    expect(analysis.parameters).toBe(15);
  });
});
