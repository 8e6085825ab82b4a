/** How the network is trained. */
import { NativeSelect } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import type { TrainingSettings } from '../../core/document/schema.ts';
import {
  defaultOptimizer,
  findOptimizer,
  OPTIMIZERS,
  type OptimizerSettings,
} from '../../core/train/optimizers/registry.ts';
import { en } from '../i18n/en.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './Inspector.module.css';
import { ParameterField } from './ParameterField.tsx';
import { type Limits, parseNumber, parseWhole } from './parse-field.ts';
import { TextField } from './TextField.tsx';

const LIMITS = {
  epochs: { min: 1, max: 100_000 },
  batchSize: { min: 1, max: 65_536 },
  seed: { min: 0, max: 2_147_483_647 },
  validationSplit: { min: 0, max: 0.9 },
  rate: { min: 1e-9, max: 1000 },
} satisfies Record<string, Limits>;

export function TrainingFields() {
  const training = useDocument((state) => state.history.document.training);
  const store = useDocumentStore();
  const { optimizer } = training;
  const { parameters } = findOptimizer(optimizer.type);

  const set = (label: string, change: Partial<TrainingSettings>, gesture?: string) =>
    store
      .getState()
      .dispatch(en.edits.setTraining(label), [{ type: 'set-training', training: change }], gesture);

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
  const ofOptimizer = (
    label: string,
    help: string | undefined,
    limits: Limits,
    name: string,
    value: number,
  ) => (
    <TextField
      label={label}
      {...(help === undefined ? {} : { help })}
      value={value}
      format={String}
      parse={(text) => parseNumber(text, limits)}
      onChange={(changed, gesture) =>
        set(label, { optimizer: { ...optimizer, [name]: changed } as OptimizerSettings }, gesture)
      }
      figures
    />
  );

  return (
    <>
      <div className={styles.pair}>
        {whole('epochs', en.inspector.epochs, en.inspector.epochsHelp)}
        {whole('batchSize', en.inspector.batchSize, en.inspector.batchSizeHelp)}
      </div>
      <div className={styles.pair}>
        <NativeSelect
          label={en.inspector.optimizer}
          value={optimizer.type}
          data={OPTIMIZERS.map(({ type, title }) => ({ value: type, label: title }))}
          onChange={(event) =>
            set(en.inspector.optimizer, { optimizer: defaultOptimizer(event.currentTarget.value) })
          }
        />
        {ofOptimizer(
          en.inspector.learningRate,
          undefined,
          LIMITS.rate,
          'learningRate',
          optimizer.learningRate,
        )}
      </div>
      <details className={styles.more}>
        <summary>
          <ChevronRight size={13} aria-hidden />
          {en.inspector.more}
        </summary>
        <div className={styles.fields}>
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
          {Object.entries(parameters)
            .filter(([name]) => name !== 'learningRate')
            .map(([name, parameter]) => (
              <ParameterField
                key={`${optimizer.type}-${name}`}
                parameter={parameter}
                value={Reflect.get(optimizer, name) ?? parameter.default}
                problem={undefined}
                onChange={(value, gesture) =>
                  set(
                    parameter.label,
                    { optimizer: { ...optimizer, [name]: value } as OptimizerSettings },
                    gesture,
                  )
                }
              />
            ))}
        </div>
      </details>
    </>
  );
}
