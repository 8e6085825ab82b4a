/** Text that a layer explains itself with. */
import { Fragment, lazy, type ReactNode, Suspense } from 'react';
import styles from './Markdown.module.css';
import { type Inline, parseMarkdown } from './parse-markdown.ts';

const Formula = lazy(async () => ({ default: (await import('./Formula.tsx')).Formula }));

/** A formula; its source until the typesetter is there. */
export function LazyFormula({ source, inline = false }: { source: string; inline?: boolean }) {
  return (
    <Suspense fallback={<code>{source}</code>}>
      <Formula source={source} inline={inline} />
    </Suspense>
  );
}

export function Markdown({ source }: { source: string }) {
  return parseMarkdown(source).map((block, index) => {
    switch (block.kind) {
      case 'paragraph':
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <p key={index} className={styles.doc}>
            <Text content={block.content} />
          </p>
        );
      case 'list':
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <ul key={index} className={styles.doc}>
            {block.items.map((item) => (
              <li key={JSON.stringify(item)}>
                <Text content={item} />
              </li>
            ))}
          </ul>
        );
      case 'table':
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <div key={index} className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {block.head.map((cell) => (
                    <th key={JSON.stringify(cell)} scope="col">
                      <Text content={cell} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {block.rows.map((row) => (
                  <tr key={JSON.stringify(row)}>
                    {row.map((cell) => (
                      <td key={JSON.stringify(cell)}>
                        <Text content={cell} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
    }
    return null;
  });
}

function Text({ content }: { content: readonly Inline[] }) {
  return content.map(({ kind, text }, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
    const wrap = (element: ReactNode) => <Fragment key={index}>{element}</Fragment>;
    switch (kind) {
      case 'text':
        return wrap(text);
      case 'code':
        return wrap(<code>{text}</code>);
      case 'bold':
        return wrap(<strong>{text}</strong>);
      case 'formula':
        return wrap(<LazyFormula source={text} inline />);
    }
    return null;
  });
}
