/** How the network is trained. */
import { NativeSelect, Switch } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { DEFAULT_OPTIMIZER, type Optimizer, type TrainingSettings } from '../../core/document/schema.ts';
import { en } from '../i18n/en.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './Inspector.module.css';
import { type Limits, parseNumber, parseWhole } from './parse-field.ts';
import { TextField } from './TextField.tsx';

const LIMITS = {
  epochs: { min: 1, max: 100_000 },
  batchSize: { min: 1, max: 65_536 },
  seed: { min: 0, max: 2_147_483_647 },
  validationSplit: { min: 0, max: 0.9 },
  rate: { min: 1e-9, max: 1000 },
  fraction: { min: 0, max: 0.999_999 },
} satisfies Record<string, Limits>;

const DEFAULT_SGD: Optimizer = { type: 'sgd', learningRate: 0.01, momentum: 0.9, nesterov: false };

export function TrainingFields() {
  const training = useDocument((state) => state.history.document.training);
  const store = useDocumentStore();
  const { optimizer } = training;

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
        set(label, { optimizer: { ...optimizer, [name]: changed } as Optimizer }, gesture)
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
          data={Object.entries(en.inspector.optimizers).map(([value, label]) => ({ value, label }))}
          onChange={(event) =>
            set(en.inspector.optimizer, {
              optimizer: event.currentTarget.value === 'sgd' ? DEFAULT_SGD : DEFAULT_OPTIMIZER,
            })
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
          {optimizer.type === 'sgd' ? (
            <>
              {ofOptimizer(
                en.inspector.momentum,
                en.inspector.momentumHelp,
                LIMITS.fraction,
                'momentum',
                optimizer.momentum,
              )}
              <Switch
                size="xs"
                label={en.inspector.nesterov}
                checked={optimizer.nesterov}
                onChange={(event) =>
                  set(en.inspector.nesterov, {
                    optimizer: { ...optimizer, nesterov: event.currentTarget.checked },
                  })
                }
              />
            </>
          ) : (
            <>
              {ofOptimizer(en.inspector.beta1, undefined, LIMITS.fraction, 'beta1', optimizer.beta1)}
              {ofOptimizer(en.inspector.beta2, undefined, LIMITS.fraction, 'beta2', optimizer.beta2)}
              {ofOptimizer(en.inspector.epsilon, undefined, LIMITS.rate, 'epsilon', optimizer.epsilon)}
            </>
          )}
        </div>
      </details>
    </>
  );
}
