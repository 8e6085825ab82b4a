/** What the analysis costs after an edit and from cold: `npm run bench:analysis`. */
import { readFileSync } from 'node:fs';
import { bench, describe } from 'vitest';
import { apply } from '../core/document/commands.ts';
import { readDocument } from '../core/document/read.ts';
import { type Layer, LayerId, type NetworkDocument } from '../core/document/schema.ts';
import { analyzeNetwork } from '../core/shape/analyze-network.ts';
import { chain } from '../core/testing/draw.ts';

function template(id: string): NetworkDocument {
  const file = new URL(`../templates/${id}.json`, import.meta.url);
  const read = readDocument(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** The same network as a stranger: nothing that was learned of its layers is found again. */
function unseen(document: NetworkDocument): NetworkDocument {
  const layers = document.layers.map((layer): Layer => ({ ...layer, params: { ...layer.params } }));
  return { ...document, layers };
}

describe('analyzeNetwork', () => {
  const long = chain(
    { type: 'Input', params: { shape: [4] } },
    ...Array.from({ length: 1000 }, (_, index) => ({ type: 'Dense', id: `d${index}`, params: { units: 8 } })),
    'Softmax',
    'Output',
  );
  const before = analyzeNetwork(long);
  const layer = LayerId.parse('d500');
  let units = 9;
  bench('one edit in 1,000 layers', () => {
    units += 1;
    analyzeNetwork(apply(long, { type: 'set-params', layer, params: { units } }), { previous: before });
  });

  const resnet50 = template('resnet50');
  bench('ResNet-50, 177 layers, from cold', () => {
    analyzeNetwork(unseen(resnet50));
  });
});
