/** A network that can be computed in the head, for tests: which of two raw numbers is the larger one? */
import type { Batch, Dataset } from '../../core/data/dataset.ts';
import { memoryDataset } from '../../core/data/memory-dataset.ts';
import { emptyDocument, LayerId, LinkId, type NetworkDocument } from '../../core/document/schema.ts';
import type { TensorData } from '../../core/engine/engine.ts';
import { buildModel } from '../../core/model/build-model.ts';
import type { Model } from '../../core/model/model.ts';
import { exportOnnx } from '../../core/onnx/export-model.ts';
import type { OnnxModel } from '../../core/onnx/onnx-model.ts';

const [IN, DENSE, OUT] = ['in', 'dense', 'out'].map((id) => LayerId.parse(id)) as [LayerId, LayerId, LayerId];

export const LARGER_OF_TWO: NetworkDocument = {
  ...emptyDocument('Larger of two'),
  layers: [
    { id: IN, type: 'Input', name: 'pair', params: { field: 'pair', shape: [2] }, position: { x: 0, y: 0 } },
    { id: DENSE, type: 'Dense', name: 'compare', params: { units: 2 }, position: { x: 0, y: 1 } },
    { id: OUT, type: 'Output', name: 'larger', params: { field: 'larger' }, position: { x: 0, y: 2 } },
  ],
  links: [
    { id: LinkId.parse('a'), from: { layer: IN, port: 'out' }, to: { layer: DENSE, port: 'in' } },
    { id: LinkId.parse('b'), from: { layer: DENSE, port: 'out' }, to: { layer: OUT, port: 'in' } },
  ],
};

/** Pairs with the place of the larger number; the last label is wrong on purpose. */
export function pairs(count: number): Dataset {
  const values = Float32Array.from({ length: 2 * count }, (_, place) => (place * 37) % 101);
  const labels = Int32Array.from({ length: count }, (_, row) => {
    const isSecond = (values[2 * row + 1] ?? 0) > (values[2 * row] ?? 0);
    return isSecond === row < count - 1 ? 1 : 0;
  });
  return memoryDataset(
    {
      source: 'test',
      title: 'Pairs',
      summary: '',
      samples: count,
      fields: [
        { name: 'pair', kind: 'numeric', shape: [2] },
        { name: 'larger', kind: 'category', shape: [], classes: ['first', 'second'] },
      ],
      target: 'larger',
      problems: [],
    },
    { pair: values, larger: labels },
  );
}

export function exportedLargerOfTwo(): { readonly model: Model; readonly exported: OnnxModel } {
  const { description } = pairs(1);
  const built = buildModel(LARGER_OF_TWO, description);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  const exported = exportOnnx(
    built.value,
    {
      'dense/kernel': { shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) },
      'dense/bias': { shape: [2], data: Float32Array.of(0, 0) },
    },
    {
      preprocessing: { pair: { offset: [50], factor: [0.5] } },
      fields: description.fields,
      networkName: LARGER_OF_TWO.name,
      version: '1.0.0',
    },
  );
  return { model: built.value, exported };
}

/** What the network answers, computed without it. */
export async function answerByHand(batch: Batch): Promise<Record<string, TensorData>> {
  const { shape = [0], data = [] } = batch.pair ?? {};
  return { out: { dtype: 'float32', shape, data: Float32Array.from(data, (value) => (value - 50) / 2) } };
}
