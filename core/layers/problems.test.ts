/** What layers say about inputs and parameters that cannot work; every remedy must cure what it is offered for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTIVATION_IMPOSSIBLE } from '../testing/impossible/activation.ts';
import { ATTENTION_IMPOSSIBLE } from '../testing/impossible/attention.ts';
import { BASIC_IMPOSSIBLE } from '../testing/impossible/basics.ts';
import { CONVOLUTION_IMPOSSIBLE } from '../testing/impossible/convolution.ts';
import {
  describeImpossible,
  type Impossible,
  layerOf,
  problemsOf,
} from '../testing/impossible/impossible.ts';
import { IO_IMPOSSIBLE } from '../testing/impossible/io.ts';
import { MERGE_IMPOSSIBLE } from '../testing/impossible/merge.ts';
import { NORMALIZATION_IMPOSSIBLE } from '../testing/impossible/normalization.ts';
import { POOLING_IMPOSSIBLE } from '../testing/impossible/pooling.ts';
import { PREPROCESSING_IMPOSSIBLE } from '../testing/impossible/preprocessing.ts';
import { RESHAPE_IMPOSSIBLE } from '../testing/impossible/reshape.ts';
import { findRefusals } from '../testing/impossible/search.ts';
import { SEQUENCE_IMPOSSIBLE } from '../testing/impossible/sequence.ts';
import { SHARED_IMPOSSIBLE } from '../testing/impossible/shared.ts';
import { LAYERS } from './registry.ts';

const IMPOSSIBLE: readonly Impossible[] = [
  ...ACTIVATION_IMPOSSIBLE,
  ...ATTENTION_IMPOSSIBLE,
  ...BASIC_IMPOSSIBLE,
  ...CONVOLUTION_IMPOSSIBLE,
  ...IO_IMPOSSIBLE,
  ...MERGE_IMPOSSIBLE,
  ...NORMALIZATION_IMPOSSIBLE,
  ...POOLING_IMPOSSIBLE,
  ...PREPROCESSING_IMPOSSIBLE,
  ...RESHAPE_IMPOSSIBLE,
  ...SEQUENCE_IMPOSSIBLE,
  ...SHARED_IMPOSSIBLE,
];

describeImpossible(IMPOSSIBLE);

describe('every complaint', () => {
  const asserted = new Set(
    IMPOSSIBLE.flatMap(({ type, params = {}, inputs }) =>
      problemsOf(layerOf(type), params, inputs).map(({ code }) => `${type}: ${code}`),
    ),
  );

  it.each(LAYERS.map((layer) => [layer.type, layer] as const))(
    'that %s is found to have at random is a sentence above',
    (type, layer) => {
      const missing = findRefusals(layer).filter(({ code }) => !asserted.has(`${type}: ${code}`));
      expect(missing).toEqual([]);
    },
  );

  it('that the source of a layer knows is a sentence above', () => {
    const folder = import.meta.dirname;
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    const known = sources.flatMap((source) =>
      [...source.matchAll(/\bcode: '([\w-]+)'/g)].map(([, code]) => code),
    );
    const said = new Set([...asserted].map((row) => row.split(': ')[1]));
    // Asked of all parameters alike in parse-params.test.ts.
    const general = new Set(['unknown-parameter', 'bad-parameter']);
    expect(known.filter((code) => code && !said.has(code) && !general.has(code))).toEqual([]);
  });
});
