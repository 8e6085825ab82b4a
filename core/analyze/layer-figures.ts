/** The table of a network: what each layer computes, holds, costs and sees. */
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import { weightSize } from '../model/weight.ts';
import type { LayerAnalysis, NetworkAnalysis } from '../shape/analysis.ts';
import { outputBytes } from '../shape/analyze-layer.ts';
import { dimensionLetters } from '../shape/dimension-letters.ts';
import { sampleShape } from '../shape/tensor-type.ts';
import { type ReceptiveField, receptiveFields } from './receptive-field.ts';

export interface LayerFigures {
  readonly id: LayerId;
  readonly name: string;
  readonly type: string;
  /** Dimensions of one sample of the first output; absent where it is not known yet. */
  readonly output: readonly number[] | undefined;
  /** What the dimensions mean: `H`, `W`, `C`. */
  readonly letters: readonly string[];
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
  readonly parameters: number;
  /** Values that are kept but not trained: running means, frozen weights. */
  readonly state: number;
  readonly multiplyAdds: number;
  /** Bytes of the outputs of one sample, float32. */
  readonly forwardBytes: number;
  /** With the gradient of every output, which training holds beside it. */
  readonly trainingBytes: number;
  readonly receptiveField: ReceptiveField | undefined;
  /** Whether it can stand in an ONNX file as it is now. */
  readonly onnxReady: boolean;
}

/** In the order of computation. */
export function layerFigures(document: NetworkDocument, analysis: NetworkAnalysis): readonly LayerFigures[] {
  const drawn = new Map(document.layers.map((layer) => [layer.id, layer]));
  const fields = receptiveFields(document, analysis);
  return analysis.order.flatMap((id) => {
    const layer = drawn.get(id);
    const found = analysis.layers.get(id);
    if (!layer || !found) return [];
    const output = found.outputs?.[0] && sampleShape(found.outputs[0].shape);
    const forwardBytes = outputBytes(layer, found.outputs);
    return [
      {
        id,
        name: layer.name,
        type: layer.type,
        output,
        letters: output ? dimensionLetters(output.length) : [],
        weights: found.weights.map(({ name, shape }) => ({ name, shape })),
        parameters: found.parameters,
        state: stateOf(found),
        multiplyAdds: found.multiplyAdds,
        forwardBytes,
        trainingBytes: 2 * forwardBytes,
        receptiveField: fields.get(id),
        onnxReady: output !== undefined && found.issues.every(({ severity }) => severity !== 'error'),
      },
    ];
  });
}

function stateOf({ weights }: LayerAnalysis): number {
  return weights.reduce((sum, weight) => sum + (weight.trainable ? 0 : weightSize(weight)), 0);
}
