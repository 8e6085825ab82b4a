/**
 * What layers say about inputs and parameters that cannot work, as rows of a test: the sentence, and remedies each
 * of which must cure what it is offered for.
 */
import { describe, expect, it } from 'vitest';
import type { Problem, Remedy } from '../../issues/issue.ts';
import type { LayerDefinition, NonEmpty } from '../../layers/layer.ts';
import { parseParams } from '../../layers/parse-params.ts';
import { findLayer } from '../../layers/registry.ts';
import type { Shape, TensorType } from '../../shape/tensor-type.ts';

type Params = Readonly<Record<string, unknown>>;

export interface Impossible {
  readonly type: string;
  readonly params?: Params;
  readonly inputs: NonEmpty<TensorType>;
  readonly message: string;
  /** Labels of the remedies, in their order. */
  readonly remedies: readonly string[];
}

export function describeImpossible(rows: readonly Impossible[]): void {
  describe.each(rows)('$type: $message', ({ type, params = {}, inputs, message, remedies }) => {
    const definition = layerOf(type);

    it('says so', () => {
      const [problem] = problemsOf(definition, params, inputs);
      expect(problem).toMatchObject({ message, severity: 'error' });
      expect(problem?.received).not.toBe('');
      expect(problem?.expected).not.toBe('');
      expect(problem?.remedies?.map(({ label }) => label) ?? []).toEqual(remedies);
    });

    it('is cured by every remedy', () => {
      const [problem] = problemsOf(definition, params, inputs);
      for (const remedy of problem?.remedies ?? []) {
        const cured = remedied(remedy, params, inputs);
        expect(problemsOf(definition, cured.params, cured.inputs), remedy.label).toEqual([]);
      }
    });
  });
}

export function layerOf(type: string): LayerDefinition {
  const definition = findLayer(type);
  if (!definition) throw new Error(`There is no layer ${type}.`);
  return definition;
}

export function problemsOf(
  definition: LayerDefinition,
  raw: Params,
  inputs: NonEmpty<TensorType>,
): readonly Problem[] {
  const params = parseParams(definition, raw);
  if (!params.ok) return params.error;
  const inferred = definition.infer(params.value, inputs);
  return inferred.ok ? [] : inferred.error;
}

function remedied(remedy: Remedy, params: Params, inputs: NonEmpty<TensorType>) {
  switch (remedy.kind) {
    case 'set-params':
      return { params: { ...params, ...remedy.params }, inputs };
    case 'insert-before': {
      const inserted = layerOf(remedy.layer.type);
      const parsed = parseParams(inserted, remedy.layer.params);
      const given = inputs[remedy.input];
      if (!parsed.ok || !given) throw new Error(`${remedy.label} cannot be inserted.`);
      const outputs = inserted.infer(parsed.value, [given]);
      if (!outputs.ok) throw new Error(`${remedy.label} does not work there.`);
      const changed = inputs.map((type, index) =>
        index === remedy.input ? (outputs.value[0] ?? type) : type,
      );
      return { params, inputs: changed as unknown as NonEmpty<TensorType> };
    }
    case 'keep-size': {
      const grown = inputs.map((type, index) =>
        index === remedy.input ? { ...type, shape: grow(type.shape, remedy.growth) } : type,
      );
      return { params, inputs: grown as unknown as NonEmpty<TensorType> };
    }
    case 'remove-link':
      return {
        params,
        inputs: inputs.filter((_, index) => index !== remedy.input) as unknown as NonEmpty<TensorType>,
      };
    default:
      throw new Error(`No layer offers the remedy ${remedy.kind}.`);
  }
}

/** What other paddings before the layer would give. */
function grow(shape: Shape, growth: readonly number[]): Shape {
  return shape.map((size, axis) => (size === null ? null : size + (growth[axis - 1] ?? 0)));
}
