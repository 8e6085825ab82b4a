/** Whether a run ends by itself when it no longer learns. */
import { Switch } from '@mantine/core';
import type { EarlyStopping, TrainingSettings } from '../../../core/document/schema.ts';
import { enTrainingSettings as t } from '../../i18n/en-training-settings.ts';
import { parseNumber, parseWhole } from '../../inspector/parse-field.ts';
import { TextField } from '../../inspector/TextField.tsx';
import styles from './TrainingSettings.module.css';
import type { SetTraining } from './use-training-settings.ts';

const USUAL: EarlyStopping = { patience: 5, minDelta: 0 };

interface EarlyStoppingFieldsProps {
  readonly training: TrainingSettings;
  readonly set: SetTraining;
}

export function EarlyStoppingFields({ training: { earlyStopping }, set }: EarlyStoppingFieldsProps) {
  return (
    <div className={styles.grid}>
      <Switch
        className={styles.wide}
        size="xs"
        label={t.earlyStopping}
        description={t.earlyStoppingHelp}
        checked={earlyStopping !== undefined}
        onChange={(event) =>
          set(t.earlyStopping, { earlyStopping: event.currentTarget.checked ? USUAL : undefined })
        }
      />
      {earlyStopping && (
        <>
          <TextField
            label={t.patience}
            help={t.patienceHelp}
            value={earlyStopping.patience}
            format={String}
            parse={(text) => parseWhole(text, { min: 1, max: 100_000 })}
            step={(value, direction) => value + direction}
            onChange={(patience, gesture) =>
              set(t.patience, { earlyStopping: { ...earlyStopping, patience } }, gesture)
            }
            figures
          />
          <TextField
            label={t.minDelta}
            help={t.minDeltaHelp}
            value={earlyStopping.minDelta}
            format={String}
            parse={(text) => parseNumber(text, { min: 0, max: 1000 })}
            onChange={(minDelta, gesture) =>
              set(t.minDelta, { earlyStopping: { ...earlyStopping, minDelta } }, gesture)
            }
            figures
          />
        </>
      )}
    </div>
  );
}
