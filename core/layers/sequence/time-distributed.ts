import type { Problem, Remedy } from '../../issues/issue.ts';
import { fail, ok, type Result } from '../../result.ts';
import { formatShape, type TensorType } from '../../shape/tensor-type.ts';
import type { Tensor } from '../../tensorflow.ts';
import { conv2d } from '../convolution/conv2d.ts';
import { dense } from '../dense/dense.ts';
import { defineLayer, type LayerDefinition } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { variant } from '../parameter.ts';
import { averagePooling2d } from '../pooling/average-pooling2d.ts';
import { globalAveragePooling2d } from '../pooling/global-average-pooling2d.ts';
import { globalMaxPooling2d } from '../pooling/global-max-pooling2d.ts';
import { maxPooling2d } from '../pooling/max-pooling2d.ts';
import { flatten } from '../reshape/flatten.ts';
import { reshape } from '../reshape/reshape.ts';

const INNER: ReadonlyMap<string, LayerDefinition> = new Map(
  [
    dense,
    conv2d,
    maxPooling2d,
    averagePooling2d,
    globalAveragePooling2d,
    globalMaxPooling2d,
    flatten,
    reshape,
  ].map((layer) => [layer.type, layer]),
);

export const timeDistributed = defineLayer({
  type: 'TimeDistributed',
  title: 'TimeDistributed',
  category: 'sequence',
  icon: 'gallery-horizontal',
  summary: 'Applies one layer to every step of a sequence by itself.',
  doc: `Takes a sequence apart, puts every step through the same layer with the same weights, and lines the results up
again. With Dense, each step of a recurrent layer that gives every step gets its answer, such as the kind of each word;
with Conv2D and poolings, each frame of a film is looked at as an image before an LSTM reads the row of results. What
can be set below is what the chosen layer can.`,
  formula: 'y_t = f(x_t)',
  parameters: {
    layer: variant({
      label: 'Layer',
      help: 'What every step goes through.',
      default: 'Dense',
      options: Object.fromEntries(
        [...INNER.values()].map(({ type, title, parameters }) => [type, { label: title, parameters }]),
      ),
    }),
  },
  describe: ({ layer }) => {
    const { definition, params } = innerOf(layer);
    return [definition.title, definition.describe(params)].filter((part) => part !== '').join(', ');
  },
  infer: ({ layer }, [input]) => {
    const { definition, params } = innerOf(layer);
    const step = stepOf(input);
    if (!step.ok) return step;
    const inferred = definition.infer(params, [step.value]);
    if (!inferred.ok) {
      return fail(inferred.error.map((problem) => outer(problem, definition, layer, step.value)));
    }
    const length = input.shape[1] ?? null;
    return ok(
      inferred.value.map(({ dtype, shape }) => ({ dtype, shape: [null, length, ...shape.slice(1)] })),
    );
  },
  weights: ({ layer }, [input]) => {
    const { definition, params } = innerOf(layer);
    return definition.weights(params, [withoutSteps(input)]);
  },
  multiplyAdds: ({ layer }, [input], [output]) => {
    const { definition, params } = innerOf(layer);
    return (
      (input.shape[1] ?? 1) * definition.multiplyAdds(params, [withoutSteps(input)], [withoutSteps(output)])
    );
  },
  call: (context, { layer }, [x], weight) => {
    const { tf } = context;
    const { definition, params } = innerOf(layer);
    const [batch = 1, steps = 1, ...step] = x.shape;
    const each = tf.reshape(x, [batch * steps, ...step]);
    const together = (result: Tensor) => tf.reshape(result, [batch, steps, ...result.shape.slice(1)]);
    return definition.call(context, params, [each], weight).map(together);
  },
  emitOnnx: (emitter, { layer }, [x], weight) => {
    const { definition, params } = innerOf(layer);
    const [, steps = 1, ...step] = x.shape.map((dimension) => dimension ?? 1);
    const each = emitter.node('Reshape', [emitter.asIs(x).name, emitter.int64([-1, ...step])], {
      name: 'EachStep',
    });
    const results = definition.emitOnnx(
      emitter,
      params,
      [{ name: each, shape: [null, ...step], layout: 'as-is' }],
      weight,
    );
    return results.map((result) => {
      const sample = result.shape.slice(1).map((dimension) => dimension ?? 1);
      const shape = emitter.int64([-1, steps, ...sample]);
      return {
        name: emitter.node('Reshape', [emitter.asIs(result).name, shape], { name: 'Together' }),
        shape: [null, steps, ...sample],
        layout: 'as-is' as const,
      };
    });
  },
  sight: ({ layer }, [input]) => {
    const { definition, params } = innerOf(layer);
    const inner = definition.sight?.(params, [withoutSteps(input)]) ?? { size: [], strides: [] };
    return inner === 'everything' ? inner : { size: [1, ...inner.size], strides: [1, ...inner.strides] };
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'An answer for each of five steps',
      params: { layer: { type: 'Dense', units: 3 } },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 3] }],
      parameters: 9,
    },
    {
      title: 'Patterns in each frame of a film',
      params: { layer: { type: 'Conv2D', filters: 2, padding: 'same' } },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 4, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 4, 2] }],
      parameters: 20,
    },
    {
      title: 'Each frame halved',
      params: { layer: 'MaxPooling2D' as unknown as { readonly type: string } },
      inputs: [{ dtype: 'float32', shape: [null, 2, 4, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 2, 2] }],
      parameters: 0,
    },
    {
      title: 'Each frame as a row of numbers',
      params: { layer: { type: 'Flatten' } },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 8] }],
      parameters: 0,
    },
  ],
});

function innerOf({ type, ...params }: { readonly type: string }): {
  readonly definition: LayerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
} {
  const definition = INNER.get(type);
  if (!definition) throw new Error(`TimeDistributed cannot apply "${type}".`);
  return { definition, params };
}

const withoutSteps = ({ dtype, shape }: TensorType): TensorType => ({
  dtype,
  shape: [null, ...shape.slice(2)],
});

function stepOf(input: TensorType): Result<TensorType, readonly Problem[]> {
  if (input.shape.length > 2) return ok(withoutSteps(input));
  const [, length] = input.shape;
  const remedies: Remedy[] = length
    ? [
        {
          kind: 'insert-before',
          label: `Insert Reshape to ${length} × 1`,
          layer: { type: 'Reshape', params: { targetShape: [length, 1] } },
          input: 0,
        },
      ]
    : [];
  return fail([
    {
      code: 'needs-steps',
      severity: 'error',
      message: `{layer} takes a sequence apart into its steps, but {source} gives ${formatShape(input.shape)}, which has none. ${
        length ? `Add a Reshape to ${length} × 1 before it.` : 'Link it to a layer that gives a sequence.'
      }`,
      received: formatShape(input.shape),
      expected: 'steps × …',
      input: 0,
      remedies,
    },
  ]);
}

/** What the inner layer says of one step, as the outer one says it; its remedies are applied to every step. */
function outer(
  problem: Problem,
  { title }: LayerDefinition,
  layer: { readonly type: string },
  step: TensorType,
): Problem {
  const inner = problem.message.replaceAll('{layer}', title).replaceAll('{source}', 'each step');
  const remedies = (problem.remedies ?? []).flatMap((remedy): Remedy[] => {
    if (remedy.kind === 'set-params')
      return [{ ...remedy, params: { layer: { ...layer, ...remedy.params } } }];
    if (remedy.kind !== 'insert-before' || !INNER.has(remedy.layer.type)) return [];
    const params = { layer: { type: remedy.layer.type, ...remedy.layer.params } };
    return [
      { ...remedy, label: `${remedy.label} for every step`, layer: { type: 'TimeDistributed', params } },
    ];
  });
  return {
    ...problem,
    code: 'step-does-not-fit',
    message: `{layer} puts steps of ${formatShape(step.shape)} through ${title}, which cannot be. ${inner}`,
    param: 'layer',
    remedies,
  };
}
