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

  const resnet152 = template('resnet152');
  bench('ResNet-152, from cold', () => {
    analyzeNetwork(unseen(resnet152));
  });

  const known = analyzeNetwork(resnet152);
  const first = resnet152.layers.find(({ type }) => type === 'Conv2D');
  let filters = 64;
  bench('one edit in ResNet-152, of its first convolution', () => {
    filters = filters === 64 ? 65 : 64;
    const edit = { type: 'set-params', layer: first?.id ?? layer, params: { filters } } as const;
    analyzeNetwork(apply(resnet152, edit), { previous: known });
  });

  const last = resnet152.layers.filter(({ type }) => type === 'Conv2D').at(-1);
  bench('one edit in ResNet-152, of its last convolution', () => {
    filters = filters === 64 ? 65 : 64;
    const edit = { type: 'set-params', layer: last?.id ?? layer, params: { filters } } as const;
    analyzeNetwork(apply(resnet152, edit), { previous: known });
  });
});
