import { describe, expect, it } from 'vitest';
import { apply, applyAll, type Command } from '../document/commands.ts';
import type { GivenWeight, LayerId, NetworkDocument } from '../document/schema.ts';
import { buildModel } from '../model/build-model.ts';
import { initialWeights } from '../model/initialize.ts';
import { chain, sentences } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';

/** The course's OR: fires when one of two inputs is on. */
const NETWORK = chain(
  { type: 'Input', params: { field: 'x', shape: [2] } },
  { type: 'Dense', id: 'unit', params: { units: 1 } },
  { type: 'Activation', params: { activation: 'sigmoid' } },
  { type: 'Output', params: { field: 'y', loss: 'meanSquaredError' } },
);
const UNIT = 'unit' as LayerId;
const KERNEL: GivenWeight = { shape: [2, 1], values: [1, 1] };
const BIAS: GivenWeight = { shape: [1], values: [-0.5] };

const give = (weights: Readonly<Record<string, GivenWeight | undefined>>): Command => ({
  type: 'set-weights',
  layer: UNIT,
  weights,
});
const freeze = (on: boolean): Command => ({ type: 'flag-layers', layers: [UNIT], flag: 'frozen', on });

function messages(document: NetworkDocument): string[] {
  return sentences(analyzeNetwork(document).issues);
}

describe('weights that were typed in', () => {
  const given = apply(NETWORK, give({ kernel: KERNEL, bias: BIAS }));

  it('are what training starts with', () => {
    const built = buildModel(given);
    if (!built.ok) throw new Error('The network should be fit for training.');
    const weights = initialWeights(built.value, 1);
    expect(Array.from(weights['unit/kernel']?.data ?? [])).toEqual([1, 1]);
    expect(Array.from(weights['unit/bias']?.data ?? [])).toEqual([-0.5]);
  });

  it('may be given for some weights only, and taken back', () => {
    const some = apply(given, give({ bias: undefined }));
    expect(some.layers.find(({ id }) => id === UNIT)?.weights).toEqual({ kernel: KERNEL });
    expect(apply(some, give({ kernel: undefined }))).toEqual(NETWORK);
    expect(apply(given, give({ kernel: KERNEL }))).toBe(given);
  });

  it('are refused with a fix where the weight has another shape by now', () => {
    const wider = apply(given, { type: 'set-params', layer: UNIT, params: { units: 3 } });
    const { issues } = analyzeNetwork(wider);
    expect(sentences(issues)).toEqual([
      'error weight-does-not-fit: The numbers given for "kernel" of "unit" are 2 × 1, but the weight is now 2 × 3. Type or load them anew, or let it start at random.',
      'error weight-does-not-fit: The numbers given for "bias" of "unit" are 1, but the weight is now 3. Type or load them anew, or let it start at random.',
    ]);
    const fixed = applyAll(
      wider,
      issues.flatMap(({ fixes }) => fixes[0]?.commands ?? []),
    );
    expect(messages(fixed)).toEqual([]);
    expect(fixed.layers.find(({ id }) => id === UNIT)?.weights).toBeUndefined();
  });

  it('are refused for a weight that the layer lacks', () => {
    expect(messages(apply(NETWORK, give({ kernal: KERNEL })))).toEqual([
      'error unknown-weight: "unit" was given numbers for a weight "kernal", which it does not have. Did you mean "kernel"?',
    ]);
    expect(messages(apply(NETWORK, give({ gamma: KERNEL })))).toEqual([
      'error unknown-weight: "unit" was given numbers for a weight "gamma", which it does not have. It has "kernel", "bias". Remove the numbers.',
    ]);
  });
});

describe('a frozen layer', () => {
  it('keeps its parameters, none of which is trained', () => {
    const analysis = analyzeNetwork(apply(NETWORK, freeze(true)));
    expect(analysis.layers.get(UNIT)).toMatchObject({ parameters: 3, trainableParameters: 0 });
    expect(analysis.trainableParameters).toBe(0);
  });

  it('is looked at anew when it is switched', () => {
    const before = analyzeNetwork(NETWORK);
    const frozen = apply(NETWORK, freeze(true));
    const between = analyzeNetwork(frozen, { previous: before });
    const after = analyzeNetwork(apply(frozen, freeze(false)), { previous: between });
    expect([before, between, after].map(({ trainableParameters }) => trainableParameters)).toEqual([3, 0, 3]);
  });

  it('is spoken of where nothing else learns, with a way back', () => {
    const frozen = apply(NETWORK, freeze(true));
    expect(messages(frozen)).toEqual([
      'warning nothing-learns: Nothing in this network learns. All of its weights are frozen, so training will leave it as it is. Let a layer learn.',
    ]);
    const [issue] = analyzeNetwork(frozen).issues;
    expect(applyAll(frozen, issue?.fixes[0]?.commands ?? [])).toEqual(NETWORK);
  });
});

it('a network without weights is told so', () => {
  const network = chain(
    { type: 'Input', params: { field: 'x', shape: [2] } },
    { type: 'Activation', params: { activation: 'tanh' } },
    { type: 'Output', params: { field: 'y', loss: 'meanSquaredError' } },
  );
  expect(messages(network)).toEqual([
    'warning nothing-learns: Nothing in this network learns. None of its layers has weights, so training will leave it as it is. Add a layer that learns, such as Dense.',
  ]);
});
