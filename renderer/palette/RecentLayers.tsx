/** The layers that were used last: a row of icons, so that nothing below it moves when it changes. */
import { ActionIcon, Tooltip } from '@mantine/core';
import type { LayerDefinition } from '../../core/layers/layer.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import styles from './RecentLayers.module.css';

interface RecentLayersProps {
  layers: readonly LayerDefinition[];
  onAdd: (layer: LayerDefinition) => void;
}

export function RecentLayers({ layers, onAdd }: RecentLayersProps) {
  if (layers.length === 0) return null;
  return (
    <section aria-label={t.palette.recent}>
      <h3 className={styles.title}>{t.palette.recent}</h3>
      <div className={styles.row}>
        {layers.map((layer) => (
          <Tooltip key={layer.type} label={layer.title}>
            <ActionIcon
              className={styles.item}
              data-category={layer.category}
              aria-label={t.palette.recentLayer(layer.title)}
              onClick={() => onAdd(layer)}
            >
              <LayerIcon name={layer.icon} size={15} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
    </section>
  );
}
