/** A document made computable: what it takes, what it gives, its weights, and its forward pass in TensorFlow.js. */
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import type { CallContext } from '../layers/call-context.ts';
import type { NetworkAnalysis } from '../shape/analysis.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import type { Tensor } from '../tensorflow.ts';
import type { LossParams } from '../train/losses/loss.ts';
import type { WeightSpec } from './weight.ts';

export interface ModelInput {
  readonly layer: LayerId;
  readonly name: string;
  /** The dataset's field that feeds it. */
  readonly field: string;
  readonly type: TensorType;
}

export interface ModelOutput {
  readonly layer: LayerId;
  readonly name: string;
  /** The dataset's field that it is compared with. */
  readonly field: string;
  /** Name of a loss of core/train/losses. */
  readonly loss: string;
  /** What the loss asks for; its defaults where absent. */
  readonly lossParams?: Partial<LossParams>;
  /** Factor of its loss in the sum. */
  readonly lossWeight: number;
  readonly type: TensorType;
}

export interface ModelWeight extends WeightSpec {
  /** Unique in the model: `conv2d-1/kernel`. */
  readonly id: string;
  readonly layer: LayerId;
}

export interface ForwardResult {
  /** By the Output layer's id. */
  readonly outputs: Readonly<Record<LayerId, Tensor>>;
  /** What an output's softmax or sigmoid was taken of, where it ends in one. */
  readonly logits: Readonly<Record<LayerId, Tensor>>;
  /** Which steps of an output count, where a mask came with it: [batch, steps]. */
  readonly masks: Readonly<Record<LayerId, Tensor>>;
  /** What layers add to the loss. */
  readonly losses: readonly Tensor[];
  /** New values of weights that are not trained, by weight id. */
  readonly updates: Readonly<Record<string, Tensor>>;
}

export interface ForwardContext extends Pick<CallContext, 'tf' | 'training' | 'random'> {
  /** Is shown what reaches each layer. */
  readonly observe?: (layer: LayerId, inputs: readonly Tensor[]) => void;
  /** Is shown what each layer gives. */
  readonly give?: (layer: LayerId, outputs: readonly Tensor[]) => void;
}

export interface Model {
  readonly document: NetworkDocument;
  readonly analysis: NetworkAnalysis;
  readonly inputs: readonly ModelInput[];
  readonly outputs: readonly ModelOutput[];
  readonly weights: readonly ModelWeight[];
  /** `inputs` by Input layer id, preprocessed; `weights` by weight id. */
  forward(
    context: ForwardContext,
    inputs: Readonly<Record<string, Tensor>>,
    weights: Readonly<Record<string, Tensor>>,
  ): ForwardResult;
}
