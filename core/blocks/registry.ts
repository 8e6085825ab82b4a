/** The blocks that come with the program, in the order of the palette. */
import type { Block } from './block.ts';
import { dense } from './dense.ts';
import { inception } from './inception.ts';
import { invertedResidual } from './inverted-residual.ts';
import { bottleneck, residual } from './residual.ts';

export const BLOCKS: readonly Block[] = [residual, bottleneck, inception, dense, invertedResidual];
