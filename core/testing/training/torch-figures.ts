/** What PyTorch computes; written by scripts/torch-training.py. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GradientClipping } from '../../document/schema.ts';
import type { OptimizerSettings } from '../../train/optimizers/registry.ts';
import type { ScheduleSettings } from '../../train/schedules/registry.ts';

export interface TorchFigures {
  readonly optimizers: readonly {
    readonly title: string;
    readonly settings: OptimizerSettings;
    readonly clipping?: GradientClipping;
    /** After each of 20 steps: the four numbers of one weight, then the two of another. */
    readonly trail: readonly (readonly number[])[];
  }[];
  readonly losses: readonly {
    readonly loss: string;
    readonly params: Readonly<Record<string, number>>;
    /** Four rows of three. */
    readonly target: readonly number[];
    /** What makes the prediction of the numbers that are learned. */
    readonly squash: 'none' | 'softmax' | 'sigmoid' | 'exp';
    readonly rate: number;
    /** Before each of 20 steps. */
    readonly values: readonly number[];
    /** The numbers after the last step. */
    readonly end: readonly number[];
  }[];
  readonly schedules: {
    readonly learningRate: number;
    readonly stepsPerEpoch: number;
    readonly epochs: number;
    readonly curves: readonly {
      readonly title: string;
      readonly settings: ScheduleSettings;
      readonly rates: readonly number[];
    }[];
    readonly plateau: {
      readonly settings: ScheduleSettings;
      readonly losses: readonly number[];
      readonly rates: readonly number[];
    };
  };
}

const FILE = fileURLToPath(new URL('torch.json', import.meta.url));

export const TORCH = JSON.parse(readFileSync(FILE, 'utf8')) as TorchFigures;
