/** One layer as PyTorch would write it. A family's cases stand in one file of this folder. */
export interface TorchCase {
  readonly title: string;
  /** The layer's type. */
  readonly layer: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Shapes of one sample of each input; `below` asks for whole numbers from 0 on. */
  readonly inputs: readonly (
    | readonly number[]
    | { readonly shape: readonly number[]; readonly below: number }
  )[];
  /**
   * Python that sets `y`, or a tuple of outputs, from the inputs `x0`, `x1`, … and the weights by their names; all lie
   * as in the layer. `torch`, `F` and the helpers of scripts/torch-gradients.py are known.
   */
  readonly torch: string;
}
