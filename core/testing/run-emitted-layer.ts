/** Runs what one layer emits in onnxruntime, for tests that compare it with the layer's forward pass. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { LayerDefinition, NonEmpty, WeightData } from '../layers/layer.ts';
import { defaultParams } from '../layers/parameter.ts';
import type { OnnxValue } from '../onnx/emitter.ts';
import { GraphEmission } from '../onnx/graph-emission.ts';
import type { OnnxModel } from '../onnx/onnx-model.ts';
import { writeOnnxModel } from '../onnx/write-model.ts';

/** Float32 numbers of a whole batch: the first dimension of `shape` is the batch. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface EmittedLayer {
  readonly definition: LayerDefinition;
  /** What is absent has its default. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** One for each input, all with the same batch. */
  readonly inputs: readonly Numbers[];
  readonly weights?: Readonly<Record<string, WeightData>>;
  /** By input: which steps count. */
  readonly masks?: readonly (Numbers | undefined)[];
}

export type Optimization = 'disabled' | 'basic' | 'extended' | 'all';

/** The layer as a model of its own; its inputs are `input-0`, `input-1`, …, its outputs `output-0`, …. */
export function emitLayer({ definition, params, inputs, weights = {}, masks = [] }: EmittedLayer): OnnxModel {
  const emission = new GraphEmission();
  const values = inputs.map(({ shape }, index) =>
    emission.input(`input-${index}`, [null, ...shape.slice(1)]),
  );
  const [first, ...others] = values;
  if (first === undefined) throw new Error('A layer needs at least one input.');
  const given = masks.map(
    (mask, index) => mask && emission.input(`mask-${index}`, [null, ...mask.shape.slice(1)]),
  );
  const outputs = definition.emitOnnx(
    emission.layer(definition.type),
    { ...defaultParams(definition.parameters), ...params },
    [first, ...others] satisfies NonEmpty<OnnxValue>,
    (name) => {
      const weight = weights[name];
      if (weight === undefined) throw new Error(`The test gives no weight "${name}".`);
      return weight;
    },
    given,
  );
  outputs.forEach((output, index) => {
    emission.output(`output-${index}`, output);
  });
  return {
    irVersion: 8,
    opset: 17,
    producer: 'Layerloom',
    producerVersion: '',
    doc: '',
    metadata: {},
    graph: emission.finish(definition.type),
  };
}

/** The layer's outputs, one for each output port. `optimization` is how much onnxruntime may rearrange. */
export async function runEmittedLayer(layer: EmittedLayer, optimization: Optimization): Promise<Numbers[]> {
  const session = await InferenceSession.create(writeOnnxModel(emitLayer(layer)), {
    graphOptimizationLevel: optimization,
    logSeverityLevel: 3,
  });
  try {
    const feeds = layer.inputs.map(
      ({ data, shape }, index) => [`input-${index}`, new Tensor('float32', data, shape)] as const,
    );
    const masks = (layer.masks ?? []).flatMap((mask, index) =>
      mask ? [[`mask-${index}`, new Tensor('float32', mask.data, mask.shape)] as const] : [],
    );
    const results = await session.run(Object.fromEntries([...feeds, ...masks]));
    return session.outputNames.map((name) => {
      const result = results[name];
      if (!(result?.data instanceof Float32Array)) throw new Error(`"${name}" is not of type float32.`);
      return { shape: result.dims, data: result.data };
    });
  } finally {
    await session.release();
  }
}
