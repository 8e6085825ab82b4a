import { expect, test } from 'vitest';
import { emptyDocument, Layer } from '../../core/document/schema.ts';
import { snippets } from './snippets.ts';

const input = (name: string, shape: readonly number[]) =>
  Layer.parse({
    id: name.replaceAll(' ', '-'),
    type: 'Input',
    name,
    params: { shape },
    position: { x: 0, y: 0 },
  });

test('programs name every input as the exported file does, with its shape', () => {
  const document = { ...emptyDocument('Two'), layers: [input('left image', [8, 8, 1]), input('age', [1])] };
  const [python, javascript] = snippets(document, 'two.onnx');
  expect(python?.code).toContain('ort.InferenceSession("two.onnx")');
  expect(python?.code).toContain('"left-image": np.zeros((1, 8, 8, 1), np.float32),');
  expect(python?.code).toContain('"age": np.zeros((1, 1), np.float32),');
  expect(javascript?.code).toContain(
    '"left-image": new ort.Tensor(\'float32\', new Float32Array(64), [1, 8, 8, 1]),',
  );
});
