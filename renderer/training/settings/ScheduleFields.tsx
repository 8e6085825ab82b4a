/** How the learning rate goes over the run, as a choice and as a curve. */
import { NativeSelect } from '@mantine/core';
import type { TrainingSettings } from '../../../core/document/schema.ts';
import {
  defaultSchedule,
  findSchedule,
  SCHEDULES,
  ScheduleSettings,
} from '../../../core/train/schedules/registry.ts';
import { enTrainingSettings as t } from '../../i18n/en-training-settings.ts';
import { useDocument } from '../../state/document-context.tsx';
import { ScheduleCurve } from './ScheduleCurve.tsx';
import { SettingsFields } from './SettingsFields.tsx';
import { stepsPerEpoch } from './schedule-curve.ts';
import styles from './TrainingSettings.module.css';
import type { SetTraining } from './use-training-settings.ts';

const OPTIONS = SCHEDULES.map(({ type, title }) => ({ value: type, label: title }));
/** Where nothing is known of the data, the curve is drawn for as many steps. */
const UNKNOWN_STEPS = 50;

interface ScheduleFieldsProps {
  readonly training: TrainingSettings;
  readonly set: SetTraining;
}

export function ScheduleFields({ training, set }: ScheduleFieldsProps) {
  const schedule: ScheduleSettings = training.schedule ?? { type: 'constant' };
  const steps = useDocument(({ dataset }) =>
    dataset.status === 'ready' ? stepsPerEpoch(dataset.description.samples, training) : UNKNOWN_STEPS,
  );
  const { parameters, summary } = findSchedule(schedule.type);
  return (
    <>
      <NativeSelect
        label={t.schedule}
        description={summary}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={schedule.type}
        data={OPTIONS}
        onChange={(event) => set(t.schedule, { schedule: defaultSchedule(event.currentTarget.value) })}
      />
      {schedule.type !== 'constant' && (
        <>
          <ScheduleCurve training={training} stepsPerEpoch={steps} />
          <div className={styles.grid}>
            <SettingsFields
              of={schedule.type}
              parameters={parameters}
              settings={schedule}
              onChange={(parameter, name, value, gesture) => {
                const changed = ScheduleSettings.safeParse({ ...schedule, [name]: value });
                if (changed.success) set(parameter.label, { schedule: changed.data }, gesture);
              }}
            />
          </div>
        </>
      )}
    </>
  );
}
