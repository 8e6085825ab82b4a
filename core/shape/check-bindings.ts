/** Whether Inputs and Outputs fit the dataset, and whether losses fit what is compared. */
import type { DatasetDescription } from '../data/dataset.ts';
import type { LayerId } from '../document/schema.ts';
import type { Drawing } from '../issues/drawing.ts';
import type { Issue } from '../issues/issue.ts';
import type { LayerState } from './analyze-layer.ts';

export function checkBindings(
  _drawing: Drawing,
  _states: ReadonlyMap<LayerId, LayerState>,
  _dataset: DatasetDescription | undefined,
): Issue[] {
  return [];
}
