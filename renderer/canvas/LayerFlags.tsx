/** Signs of a layer that is bypassed, frozen or locked. */
import { CornerUpRight, Lock, Snowflake } from 'lucide-react';
import type { Layer } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import styles from './LayerFlags.module.css';

export function LayerFlags({ layer: { disabled, frozen, locked } }: { layer: Layer }) {
  if (!disabled && !frozen && !locked) return null;
  return (
    <span className={styles.flags}>
      {disabled && (
        <span
          role="img"
          aria-label={t.flags.disabled}
          title={`${t.flags.disabled}: ${t.flags.help.disabled}`}
        >
          <CornerUpRight size={14} strokeWidth={2.25} aria-hidden />
        </span>
      )}
      {frozen && (
        <span role="img" aria-label={t.flags.frozen} title={`${t.flags.frozen}: ${t.flags.help.frozen}`}>
          <Snowflake size={13} strokeWidth={2.25} aria-hidden />
        </span>
      )}
      {locked && (
        <span role="img" aria-label={t.flags.locked} title={`${t.flags.locked}: ${t.flags.help.locked}`}>
          <Lock size={13} strokeWidth={2.25} aria-hidden />
        </span>
      )}
    </span>
  );
}
