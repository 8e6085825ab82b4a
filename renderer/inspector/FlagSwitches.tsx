/** Whether a layer computes and whether it may be changed. */
import { Switch } from '@mantine/core';
import type { Layer } from '../../core/document/schema.ts';
import { whyNotBypassed } from '../../core/shape/bypass.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { toggleFlag } from '../state/flag-edits.ts';
import styles from './FlagSwitches.module.css';

const FLAGS = ['disabled', 'locked'] as const;

export function FlagSwitches({ layer }: { layer: Layer }) {
  const store = useDocumentStore();
  const reason = whyNotBypassed(layer);
  return (
    <div className={styles.switches}>
      {FLAGS.map((flag) => {
        const unable = flag === 'disabled' && !layer.disabled && reason !== undefined;
        return (
          <Switch
            key={flag}
            size="xs"
            label={t.flags[flag]}
            description={unable ? reason : t.flags.help[flag]}
            checked={layer[flag] ?? false}
            disabled={unable || (flag === 'disabled' && layer.locked === true)}
            onChange={() => toggleFlag(store, flag)}
          />
        );
      })}
    </div>
  );
}
