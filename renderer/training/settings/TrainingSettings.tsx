/** How the network is trained: how long, by which optimizer, at which rate, and when it ends. */
import { ChevronRight } from 'lucide-react';
import { en } from '../../i18n/en.ts';
import inspector from '../../inspector/Inspector.module.css';
import { type Limits, parseNumber, parseWhole } from '../../inspector/parse-field.ts';
import { TextField } from '../../inspector/TextField.tsx';
import { ClippingFields } from './ClippingFields.tsx';
import { EarlyStoppingFields } from './EarlyStoppingFields.tsx';
import { MoreOptimizerFields, OptimizerFields } from './OptimizerFields.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import styles from './TrainingSettings.module.css';
import { useTrainingSettings } from './use-training-settings.ts';

const LIMITS = {
  epochs: { min: 1, max: 100_000 },
  batchSize: { min: 1, max: 65_536 },
  seed: { min: 0, max: 2_147_483_647 },
  validationSplit: { min: 0, max: 0.9 },
} satisfies Record<string, Limits>;

export function TrainingSettings() {
  const { training, set } = useTrainingSettings();

  const whole = (name: 'epochs' | 'batchSize' | 'seed', label: string, help: string) => (
    <TextField
      label={label}
      help={help}
      value={training[name]}
      format={String}
      parse={(text) => parseWhole(text, LIMITS[name])}
      step={(value, direction) => value + direction}
      onChange={(value, gesture) => set(label, { [name]: value }, gesture)}
      figures
    />
  );

  return (
    <div className={styles.settings}>
      <div className={styles.grid}>
        {whole('epochs', en.inspector.epochs, en.inspector.epochsHelp)}
        {whole('batchSize', en.inspector.batchSize, en.inspector.batchSizeHelp)}
      </div>
      <div className={styles.part}>
        <OptimizerFields training={training} set={set} />
      </div>
      <div className={styles.part}>
        <ScheduleFields training={training} set={set} />
      </div>
      <div className={styles.part}>
        <ClippingFields training={training} set={set} />
      </div>
      <div className={styles.part}>
        <EarlyStoppingFields training={training} set={set} />
      </div>
      <details className={inspector.more}>
        <summary>
          <ChevronRight size={13} aria-hidden />
          {en.inspector.more}
        </summary>
        <div className={inspector.fields}>
          <div className={styles.grid}>
            <TextField
              label={en.inspector.validationSplit}
              help={en.inspector.validationSplitHelp}
              value={training.validationSplit}
              format={String}
              parse={(text) => parseNumber(text, LIMITS.validationSplit)}
              onChange={(value, gesture) =>
                set(en.inspector.validationSplit, { validationSplit: value }, gesture)
              }
              figures
            />
            {whole('seed', en.inspector.seed, en.inspector.seedHelp)}
          </div>
          <MoreOptimizerFields training={training} set={set} />
        </div>
      </details>
    </div>
  );
}
