/** Short programs that run an exported file without Layerloom. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import { readableName } from '../../core/onnx/names.ts';

export interface Snippet {
  readonly language: string;
  readonly install: string;
  readonly code: string;
}

/** Names of inputs in an exported file are those of the Input layers. */
export function snippets(document: NetworkDocument, file: string): readonly Snippet[] {
  const inputs = document.layers
    .filter(({ type }) => type === 'Input')
    .map(({ name, params }) => ({ name: readableName(name, 'input'), shape: shapeOf(params.shape) }));
  const python = inputs
    .map(({ name, shape }) => `    ${JSON.stringify(name)}: np.zeros((1, ${shape.join(', ')}), np.float32),`)
    .join('\n');
  const javascript = inputs
    .map(({ name, shape }) => {
      const size = shape.reduce((product, dimension) => product * dimension, 1);
      return `  ${JSON.stringify(name)}: new ort.Tensor('float32', new Float32Array(${size}), [1, ${shape.join(', ')}]),`;
    })
    .join('\n');
  return [
    {
      language: 'Python',
      install: 'pip install onnxruntime numpy',
      code: [
        'import numpy as np',
        'import onnxruntime as ort',
        '',
        `session = ort.InferenceSession(${JSON.stringify(file)})`,
        '# Raw values, as the dataset holds them: the file scales them itself.',
        'answers = session.run(None, {',
        python,
        '})',
        'print(answers[0])',
      ].join('\n'),
    },
    {
      language: 'JavaScript',
      install: 'npm install onnxruntime-node',
      code: [
        "import * as ort from 'onnxruntime-node';",
        '',
        `const session = await ort.InferenceSession.create(${JSON.stringify(file)});`,
        '// Raw values, as the dataset holds them: the file scales them itself.',
        'const answers = await session.run({',
        javascript,
        '});',
        'console.log(answers);',
      ].join('\n'),
    },
  ];
}

function shapeOf(shape: unknown): readonly number[] {
  return Array.isArray(shape) ? shape.filter((dimension) => typeof dimension === 'number') : [];
}
