/** Whether and how gradients are held back. */
import { NativeSelect } from '@mantine/core';
import type { GradientClipping, TrainingSettings } from '../../../core/document/schema.ts';
import { enTrainingSettings as t } from '../../i18n/en-training-settings.ts';
import { parseNumber } from '../../inspector/parse-field.ts';
import { TextField } from '../../inspector/TextField.tsx';
import styles from './TrainingSettings.module.css';
import type { SetTraining } from './use-training-settings.ts';

const NONE = 'none';
const OPTIONS = Object.entries(t.clippings).map(([value, label]) => ({ value, label }));
const LIMIT = { min: 1e-6, max: 1_000_000 };
const USUAL_LIMIT = 1;

interface ClippingFieldsProps {
  readonly training: TrainingSettings;
  readonly set: SetTraining;
}

export function ClippingFields({ training: { clipping }, set }: ClippingFieldsProps) {
  const choose = (type: GradientClipping['type'] | typeof NONE) =>
    set(t.clipping, {
      clipping: type === NONE ? undefined : { type, limit: clipping?.limit ?? USUAL_LIMIT },
    });
  return (
    <div className={styles.grid}>
      <NativeSelect
        className={clipping ? styles.narrow : styles.wide}
        label={t.clipping}
        value={clipping?.type ?? NONE}
        data={OPTIONS}
        onChange={(event) => choose(event.currentTarget.value as GradientClipping['type'] | typeof NONE)}
      />
      {clipping && (
        <TextField
          label={t.limit}
          value={clipping.limit}
          format={String}
          parse={(text) => parseNumber(text, LIMIT)}
          step={(value, direction) => Number((value + direction * 0.1).toPrecision(12))}
          onChange={(limit, gesture) => set(t.limit, { clipping: { ...clipping, limit } }, gesture)}
          figures
        />
      )}
      <p className={`${styles.summary} ${styles.wide}`}>{t.clippingHelp[clipping?.type ?? NONE]}</p>
    </div>
  );
}
