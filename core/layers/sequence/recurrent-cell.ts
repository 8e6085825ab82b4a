/** The three recurrent cells: how many gates they have, what they remember, how they compute and what ONNX calls it. */
import { gruResetAfter, gruResetBefore } from './gru-recurrence.ts';
import { lstmRecurrence } from './lstm-recurrence.ts';
import type { Recurrence } from './recurrence.ts';
import { simpleRecurrence } from './simple-recurrence.ts';

export interface RecurrentCell {
  /** Blocks of `units` columns in the kernels. */
  readonly gates: number;
  /** What goes from step to step; the first is also the output. */
  readonly states: readonly ('hidden' | 'cell')[];
  /** The recurrent product has a bias of its own. */
  readonly hasRecurrentBias: boolean;
  /** The gates are bent by `recurrentActivation`. */
  readonly isGated: boolean;
  readonly run: Recurrence;
  readonly onnx: {
    readonly operator: 'RNN' | 'LSTM' | 'GRU';
    /** For each of ONNX's gates, which of ours it is. */
    readonly order: readonly number[];
    readonly attributes: Readonly<Record<string, number>>;
  };
}

export const SIMPLE_CELL: RecurrentCell = {
  gates: 1,
  states: ['hidden'],
  hasRecurrentBias: false,
  isGated: false,
  run: simpleRecurrence,
  onnx: { operator: 'RNN', order: [0], attributes: {} },
};

export const LSTM_CELL: RecurrentCell = {
  gates: 4,
  states: ['hidden', 'cell'],
  hasRecurrentBias: false,
  isGated: true,
  run: lstmRecurrence,
  // Ours are input, forget, cell, output.
  onnx: { operator: 'LSTM', order: [0, 3, 1, 2], attributes: {} },
};

export function gruCell(resetAfter: boolean): RecurrentCell {
  return {
    gates: 3,
    states: ['hidden'],
    hasRecurrentBias: resetAfter,
    isGated: true,
    run: resetAfter ? gruResetAfter : gruResetBefore,
    onnx: {
      operator: 'GRU',
      order: [0, 1, 2],
      attributes: { linear_before_reset: resetAfter ? 1 : 0 },
    },
  };
}
