import { expect, it } from 'vitest';
import { LAYERS } from '../../core/layers/registry.ts';
import { parseInline, parseMarkdown } from './parse-markdown.ts';

it('joins the lines of a paragraph and parts paragraphs at empty lines', () => {
  expect(parseMarkdown('One\ntwo.\n\nThree.')).toEqual([
    { kind: 'paragraph', content: [{ kind: 'text', text: 'One two.' }] },
    { kind: 'paragraph', content: [{ kind: 'text', text: 'Three.' }] },
  ]);
});

it('finds formulas, code and bold words in a line', () => {
  expect(parseInline('Take $x^2$, `relu` or **both**.')).toEqual([
    { kind: 'text', text: 'Take ' },
    { kind: 'formula', text: 'x^2' },
    { kind: 'text', text: ', ' },
    { kind: 'code', text: 'relu' },
    { kind: 'text', text: ' or ' },
    { kind: 'bold', text: 'both' },
    { kind: 'text', text: '.' },
  ]);
});

it('leaves signs alone that open nothing', () => {
  expect(parseInline('2 * 3 costs $5')).toEqual([{ kind: 'text', text: '2 * 3 costs $5' }]);
});

it('reads tables without the line under their head', () => {
  expect(parseMarkdown('| A | $b$ |\n|---|---|\n| 1 | 2 |')).toEqual([
    {
      kind: 'table',
      head: [[{ kind: 'text', text: 'A' }], [{ kind: 'formula', text: 'b' }]],
      rows: [[[{ kind: 'text', text: '1' }], [{ kind: 'text', text: '2' }]]],
    },
  ]);
});

it('reads lists', () => {
  expect(parseMarkdown('- one\n  more\n- two')).toEqual([
    { kind: 'list', items: [[{ kind: 'text', text: 'one more' }], [{ kind: 'text', text: 'two' }]] },
  ]);
});

it.each(LAYERS.map((layer) => [layer.type, layer.doc] as const))(
  'leaves no marks in the explanation of %s',
  (_type, doc) => {
    const texts = JSON.stringify(parseMarkdown(doc), (key, value: unknown) =>
      key === 'kind' ||
      (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'formula')
        ? undefined
        : value,
    );
    expect(texts).not.toMatch(/\*\*|\$|`|\|--/);
  },
);
