/** From rows of a dataset to what the programs take: preprocessed inputs and raw targets. */
import type { Batch } from '../data/dataset.ts';
import { type Preprocessing, preprocess } from '../data/preprocessing.ts';
import type { TensorData, TensorSpec } from '../engine/engine.ts';
import type { Model } from '../model/model.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import { inputName, targetName } from './program-names.ts';

export type Feeds = Record<string, TensorData>;
/** By field; a field that is not listed stays as it is. */
export type FieldPreprocessing = Readonly<Record<string, Preprocessing>>;

export function inputFeeds(
  model: Pick<Model, 'inputs'>,
  batch: Batch,
  preprocessing: FieldPreprocessing,
): Feeds {
  const feeds: Feeds = {};
  for (const { layer, field, type } of model.inputs) {
    feeds[inputName(layer)] = asInput(fieldOf(batch, field), type, preprocessing[field]);
  }
  return feeds;
}

/** Inputs and targets. A target that is also an input (as in an autoencoder) is what the input is. */
export function trainingFeeds(model: Model, batch: Batch, preprocessing: FieldPreprocessing): Feeds {
  const feeds = inputFeeds(model, batch, preprocessing);
  for (const { layer, field } of model.outputs) {
    const source = model.inputs.find((input) => input.field === field);
    const shared = source && feeds[inputName(source.layer)];
    feeds[targetName(layer)] = shared ?? fieldOf(batch, field);
  }
  return feeds;
}

export function specsOf(feeds: Readonly<Record<string, TensorData>>): Record<string, TensorSpec> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { dtype, shape }]) => [name, { dtype, shape }]),
  );
}

/** Two inputs may be fed by one field, so the batch itself is left as it is. */
function asInput(values: TensorData, type: TensorType, preprocessing: Preprocessing | undefined): TensorData {
  const rows = values.shape[0] ?? 0;
  const shape = [rows, ...type.shape.slice(1).map((dimension) => dimension ?? 1)];
  if (type.dtype !== 'float32') return { dtype: type.dtype, shape, data: values.data };
  const data = Float32Array.from(values.data);
  return { dtype: 'float32', shape, data: preprocessing ? preprocess(data, preprocessing) : data };
}

function fieldOf(batch: Batch, field: string): TensorData {
  const values = batch[field];
  if (!values) {
    throw new Error(
      `The network asks for the field "${field}", but the data has ${Object.keys(batch)
        .map((name) => `"${name}"`)
        .join(', ')}.`,
    );
  }
  return values;
}
