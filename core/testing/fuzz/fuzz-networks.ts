/** The command behind `npm run fuzz:networks`. */
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { createOrtRuntime } from '../../../host/engine/ort-runtime.ts';
import { createCompiledEngine } from '../../engine/compiled-engine.ts';
import { checkNetwork } from './check-network.ts';
import { randomNetwork } from './random-network.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const engine = createCompiledEngine(tf, createOrtRuntime({ threads: 2 }));
const first = Number(values.only ?? 0);
const end = values.only === undefined ? Number(values.count) : first + 1;
let failed = 0;

for (let index = first; index < end; index++) {
  const network = randomNetwork(seed, index);
  if (values.only !== undefined) console.log(JSON.stringify(network.document, null, 2));
  const fault = await checkNetwork(network, engine, index).catch((error: unknown) =>
    error instanceof Error ? (values.only === undefined ? error.message : error.stack) : String(error),
  );
  if (fault !== undefined) {
    failed += 1;
    const types = network.document.layers.map(({ type }) => type).join(' ');
    console.log(`network ${index}: ${fault}\n  ${types}`);
  }
}
console.log(`seed ${seed}: ${end - first - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
