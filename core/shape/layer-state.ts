/** What the analysis knows of a layer while it works; the result is a `LayerAnalysis`. */
import type { Layer, Link } from '../document/schema.ts';
import type { Issue } from '../issues/issue.ts';
import type { Inference, ParsedLayer } from './infer-layer.ts';

/** What an analysis was made of. */
export interface Origin {
  readonly parsed: ParsedLayer | undefined;
  readonly inference: Inference;
}

/** A layer on its way through the analysis. */
export interface LayerState extends Origin {
  readonly layer: Layer;
  /** In the order of the layer's inputs. */
  readonly links: readonly Link[];
  readonly issues: Issue[];
}
