/** The program whose answers are the outputs of layers inside a network. */

import type { LayerId } from '../document/schema.ts';
import type { Program } from '../engine/engine.ts';
import { randomSource } from '../engine/random.ts';
import type { Tensor } from '../tensorflow.ts';
import { inputName } from '../train/program-names.ts';
import type { PreviewPart } from './preview-part.ts';

/** Its outputs are named by `previewName`. */
export function previewProgram(part: PreviewPart): Program {
  const sources = new Set([...part.shown.values()].map(({ source }) => source));
  return {
    name: 'preview',
    state: part.weights.map(({ id }) => id),
    body: (tf, inputs, state) => {
      const outputs: Record<string, Tensor> = {};
      const given = Object.fromEntries(
        part.inputs.flatMap(({ layer }) => {
          const tensor = inputs[inputName(layer)];
          return tensor ? [[layer, tensor] as const] : [];
        }),
      );
      part.forward(
        {
          tf,
          training: false,
          random: randomSource(tf, tf.tensor1d([0, 0], 'int32')),
          give: (layer, results) => {
            if (!sources.has(layer)) return;
            for (const [index, result] of results.entries()) {
              // What a layer hands on unchanged has to be an output of its own.
              outputs[previewName(layer, index)] = tf.clone(result);
            }
          },
        },
        given,
        state,
      );
      return { outputs, state: {} };
    },
  };
}

export function previewName(layer: LayerId, output: number): string {
  return `${layer}:${output}`;
}
