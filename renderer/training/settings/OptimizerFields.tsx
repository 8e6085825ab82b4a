/** Which optimizer moves the weights, and what it is asked for most. */
import { NativeSelect } from '@mantine/core';
import type { TrainingSettings } from '../../../core/document/schema.ts';
import type { Parameter, Parameters } from '../../../core/layers/parameter.ts';
import {
  defaultOptimizer,
  findOptimizer,
  OPTIMIZERS,
  OptimizerSettings,
} from '../../../core/train/optimizers/registry.ts';
import { enTrainingSettings as t } from '../../i18n/en-training-settings.ts';
import { LazyFormula } from '../../inspector/Markdown.tsx';
import { SettingsFields } from './SettingsFields.tsx';
import styles from './TrainingSettings.module.css';
import type { SetTraining } from './use-training-settings.ts';

interface OptimizerFieldsProps {
  readonly training: TrainingSettings;
  readonly set: SetTraining;
}

const OPTIONS = OPTIMIZERS.map(({ type, title }) => ({ value: type, label: title }));

export function OptimizerFields({ training, set }: OptimizerFieldsProps) {
  const { optimizer } = training;
  const { parameters, summary } = findOptimizer(optimizer.type);
  const { learningRate, ...others } = parameters;
  const basic = select(others, ({ advanced }) => !advanced);
  return (
    <>
      <div className={styles.grid}>
        <NativeSelect
          label={t.optimizer}
          value={optimizer.type}
          data={OPTIONS}
          onChange={(event) => set(t.optimizer, { optimizer: defaultOptimizer(event.currentTarget.value) })}
        />
        <ChangedFields
          training={training}
          set={set}
          parameters={{ learningRate: brief(learningRate) }}
          beside
        />
      </div>
      <p className={styles.summary}>{summary}</p>
      {Object.keys(basic).length > 0 && (
        <div className={styles.grid}>
          <ChangedFields training={training} set={set} parameters={basic} />
        </div>
      )}
    </>
  );
}

/** What is rarely changed, and the formula. */
export function MoreOptimizerFields({ training, set }: OptimizerFieldsProps) {
  const { parameters, formula } = findOptimizer(training.optimizer.type);
  const advanced = select(parameters, (parameter) => parameter.advanced === true);
  return (
    <>
      <div className={styles.formula}>
        <LazyFormula source={formula} />
      </div>
      <div className={styles.grid}>
        <ChangedFields training={training} set={set} parameters={advanced} />
      </div>
    </>
  );
}

function ChangedFields({
  training: { optimizer },
  set,
  parameters,
  beside = false,
}: OptimizerFieldsProps & { readonly parameters: Parameters; readonly beside?: boolean }) {
  return (
    <SettingsFields
      of={optimizer.type}
      parameters={parameters}
      settings={optimizer}
      beside={beside}
      onChange={(parameter, name, value, gesture) => {
        const changed = OptimizerSettings.safeParse({ ...optimizer, [name]: value });
        if (changed.success) set(parameter.label, { optimizer: changed.data }, gesture);
      }}
    />
  );
}

function select(parameters: Parameters, chosen: (parameter: Parameter) => boolean): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, parameter]) => chosen(parameter)));
}

/** Beside the optimizer there is no room for a sentence. */
function brief(parameter: Parameter): Parameter {
  return { ...parameter, help: '' };
}
