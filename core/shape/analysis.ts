/** What is known about a drawn network after every edit. Made by `analyzeNetwork`. */
import type { LayerId, LinkId } from '../document/schema.ts';
import type { Issue } from '../issues/issue.ts';
import type { LayerDefinition } from '../layers/layer.ts';
import type { WeightSpec } from '../model/weight.ts';
import type { TensorType } from './tensor-type.ts';

export interface LayerAnalysis {
  readonly id: LayerId;
  /** Absent where the catalogue has no such layer. */
  readonly definition: LayerDefinition | undefined;
  /** All parameters, defaults filled in. Absent where they are not valid. */
  readonly params: Readonly<Record<string, unknown>> | undefined;
  /** The links that arrive, in the order of the layer's inputs. */
  readonly incoming: readonly LinkId[];
  /** Absent where a link is missing or something before it is wrong. */
  readonly inputs: readonly TensorType[] | undefined;
  /** By output port. Absent where the layer cannot work. */
  readonly outputs: readonly TensorType[] | undefined;
  readonly weights: readonly WeightSpec[];
  /** Values in all weights, trainable or not. */
  readonly parameters: number;
  readonly trainableParameters: number;
  /** For one sample. */
  readonly multiplyAdds: number;
  readonly issues: readonly Issue[];
}

export interface NetworkAnalysis {
  /** Every layer comes after those that feed it; layers in a cycle come last. */
  readonly order: readonly LayerId[];
  readonly layers: ReadonlyMap<LayerId, LayerAnalysis>;
  /** Of all layers and of the network as a whole, errors first. */
  readonly issues: readonly Issue[];
  /** Totals over all layers that could be computed. */
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly multiplyAdds: number;
  /** Bytes of all outputs of one sample in a forward pass, float32. */
  readonly activationBytes: number;
  /** No errors: it can be trained. */
  readonly trainable: boolean;
}
