/** Measures a run's network or an exported file on data, in the same way. */

import { HostError } from '../contract.ts';
import type { Evaluation } from '../export/evaluate-onnx.ts';
import { evaluateOnnx } from '../export/evaluate-onnx.ts';
import { openPredictor, type Predictor } from '../export/onnx-predictor.ts';
import { openFromShelf } from './dataset-shelf.ts';
import type { DatasetPlace } from './messages.ts';
import { TrainedNetwork } from './trained-network.ts';

const ONNX = '.onnx';

/** Without `place`, a run is measured on its own validation samples, and its mistakes are listed if asked for. */
export async function evaluate(
  path: string,
  place: DatasetPlace | undefined,
  listMistakes = false,
): Promise<Evaluation> {
  if (path.toLowerCase().endsWith(ONNX)) {
    if (!place) {
      throw new HostError({
        code: 'no-dataset',
        message: 'An ONNX file does not say which data to measure it on. Name some with --data.',
      });
    }
    const predictor = await openPredictor(path);
    try {
      return await evaluateOnnx({ predictor, dataset: await openFromShelf(place) });
    } finally {
      await predictor.release();
    }
  }
  const network = await TrainedNetwork.open(path);
  try {
    const predictor = asPredictor(path, network);
    if (place) return await evaluateOnnx({ predictor, dataset: await openFromShelf(place) });
    const { dataset, validation } = await network.openData();
    return await evaluateOnnx({ predictor, dataset, samples: validation, listMistakes });
  } finally {
    await network.release();
  }
}

/** A trained network answers as its exported file would. */
function asPredictor(file: string, network: TrainedNetwork): Pick<Predictor, EvaluatedPart> {
  const { model, fields } = network;
  return {
    file,
    described: true,
    inputs: [],
    outputs: model.outputs.map(({ name, field: fieldName, loss }) => {
      const field = fields.find((description) => description.name === fieldName);
      return { name, loss, ...(field && { field }) };
    }),
    run: async (batch) => {
      const answers = await network.answer(batch);
      return Object.fromEntries(
        model.outputs.flatMap(({ layer, name }) => {
          const answer = answers[layer];
          return answer ? [[name, answer] as const] : [];
        }),
      );
    },
  };
}

type EvaluatedPart = 'file' | 'described' | 'inputs' | 'outputs' | 'run';
