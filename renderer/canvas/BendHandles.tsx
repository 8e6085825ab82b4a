/** The bends of a selected link, to be moved and removed. */
import { EdgeLabelRenderer } from '@xyflow/react';
import type { LinkId, Position } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import styles from './BendHandles.module.css';
import { useBends } from './use-bends.ts';

export function BendHandles({ link, bends }: { link: LinkId; bends: readonly Position[] }) {
  const handlers = useBends(link, bends);
  return (
    <EdgeLabelRenderer>
      {bends.map(({ x, y }, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a bend is known by its place in the line alone
          key={index}
          type="button"
          className={`${styles.handle} nodrag nopan`}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          aria-label={t.bends.handle(index + 1, bends.length)}
          title={t.bends.help}
          {...handlers(index)}
        />
      ))}
    </EdgeLabelRenderer>
  );
}
