/** All generated datasets, in the order in which they are offered. A new one is a file and a line here. */
import { circles } from './circles.ts';
import { exam } from './exam.ts';
import { and, or, xor } from './gates.ts';
import type { Generator } from './generator.ts';
import { line } from './line.ts';
import { moons } from './moons.ts';
import { spirals } from './spirals.ts';
import { waves } from './waves.ts';

export const GENERATORS: readonly Generator[] = [or, and, xor, exam, line, circles, moons, spirals, waves];
