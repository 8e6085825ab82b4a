/** The command behind `npm run docs:layers`. */
import { writeFileSync } from 'node:fs';
import { layerReference } from './layer-reference.ts';

writeFileSync('docs/layers.md', layerReference());
