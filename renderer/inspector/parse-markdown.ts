/** The small part of Markdown that layers explain themselves in: paragraphs, lists, tables, code, bold, formulas. */

export type Inline = { readonly kind: 'text' | 'code' | 'bold' | 'formula'; readonly text: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

export function parseMarkdown(source: string): Block[] {
  return source
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(parseBlock);
}

function parseBlock(block: string): Block {
  const lines = block.split('\n').map((line) => line.trim());
  if (lines.every((line) => line.startsWith('|'))) return parseTable(lines);
  if (lines[0]?.startsWith('- ')) {
    const items = block.split(/^\s*- /m).filter((item) => item.trim() !== '');
    return { kind: 'list', items: items.map((item) => parseInline(joinLines(item))) };
  }
  return { kind: 'paragraph', content: parseInline(joinLines(block)) };
}

function parseTable(lines: readonly string[]): Block {
  const [head = [], ...rows] = lines
    .filter((line) => !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => parseInline(cell.trim())),
    );
  return { kind: 'table', head, rows };
}

const MARKS = [
  { kind: 'formula', pattern: /^\$([^$]+)\$/ },
  { kind: 'code', pattern: /^`([^`]+)`/ },
  { kind: 'bold', pattern: /^\*\*([^*]+)\*\*/ },
] as const;

export function parseInline(source: string): Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  let rest = source;
  const flush = () => {
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
  };
  while (rest !== '') {
    const found = MARKS.map(({ kind, pattern }) => ({ kind, match: pattern.exec(rest) })).find(
      ({ match }) => match,
    );
    const [whole = rest.charAt(0), text] = found?.match ?? [];
    if (found && text !== undefined) {
      flush();
      parts.push({ kind: found.kind, text });
    } else {
      plain += whole;
    }
    rest = rest.slice(whole.length);
  }
  flush();
  return parts;
}

function joinLines(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
