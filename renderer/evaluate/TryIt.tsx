/** The inputs of a network on one side, its answers on the other, live. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DatasetDescription, FieldDescription } from '../../core/data/dataset.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { inputField, outputField } from '../../core/shape/bind-fields.ts';
import type { Prediction, Sample } from '../../host/contract.ts';
import { useHost } from '../app/host-context.tsx';
import type { PlacedSample } from '../data/use-dataset.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import type { OpenedRun } from '../state/run-store.ts';
import { AnswerBars } from '../tryit/AnswerBars.tsx';
import { columnsOf } from '../tryit/column-ranges.ts';
import { DecisionSurface } from '../tryit/DecisionSurface.tsx';
import { imageFormat, learnFraming } from '../tryit/framing.ts';
import { ImageInput } from '../tryit/ImageInput.tsx';
import { NumberRow } from '../tryit/NumberRow.tsx';
import { createPredictor, type Predictor } from '../tryit/predictor.ts';
import styles from './TryIt.module.css';

interface TryItProps {
  readonly run: OpenedRun;
  readonly dataset: DatasetDescription;
  readonly samples: readonly PlacedSample[];
}

export function TryIt({ run, dataset, samples }: TryItProps) {
  const { document } = run;
  const fields = useMemo(() => inputFieldsOf(document, dataset), [document, dataset]);
  const target = useMemo(() => targetOf(document, dataset), [document, dataset]);
  const [given, setGiven] = useState<Sample>(() => startingValues(fields, samples));
  const [caption, setCaption] = useState<string>();
  const [truth, setTruth] = useState<string>();
  const { predictions, fault, complete } = usePredictions(run, fields, given);
  const round = useRef(0);

  const give = (field: string, values: number[] | undefined, words: string | undefined) => {
    setCaption(words);
    setTruth(undefined);
    setGiven(({ [field]: _old, ...rest }) => (values ? { ...rest, [field]: values } : rest));
  };
  const takeSample = () => {
    round.current += 1;
    // Neighbours in a dataset are often alike: a stride that reaches all of them jumps between.
    const chosen = samples[(round.current * 61) % samples.length]?.sample;
    if (!chosen) return;
    setGiven(Object.fromEntries(fields.map(({ name }) => [name, chosen[name] ?? []])));
    const label = target && labelOf(target, chosen);
    setTruth(label);
    setCaption(label === undefined ? t.tryIt.sample : t.tryIt.truth(label));
  };

  const [only] = fields;
  const surface = fields.length === 1 && only ? surfaceColumns(only, samples) : undefined;
  return (
    <div className={styles.tryIt}>
      <section className={styles.inputs} aria-label={t.tryIt.draw}>
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            several={fields.length > 1}
            samples={samples}
            values={given[field.name]}
            caption={caption}
            onChange={(values, words) => give(field.name, values, words)}
            onSample={takeSample}
          />
        ))}
        {surface && only && (
          <DecisionSurface
            run={run.summary.id}
            version={run.record.epochs.length}
            field={only.name}
            columns={surface}
            classes={target?.classes}
            points={samples.map(({ sample }) => ({
              values: sample[only.name] ?? [],
              target: (target && sample[target.name]?.[0]) ?? 0,
            }))}
            chosen={given[only.name] ?? []}
            onChoose={(values) => give(only.name, values, undefined)}
          />
        )}
      </section>
      <section className={styles.answers} aria-label={t.tryIt.answers}>
        {(predictions ?? [undefined]).map((prediction) => (
          <div key={prediction?.output ?? ''} className={styles.answer}>
            <h2>
              {predictions && predictions.length > 1 && prediction
                ? t.tryIt.answerOf(prediction.output)
                : t.tryIt.answers}
              {truth !== undefined && prediction && <Verdict prediction={prediction} truth={truth} />}
            </h2>
            <AnswerBars
              prediction={prediction}
              name={target?.name ?? ''}
              classes={target?.classes}
              asking={complete && !fault}
            />
          </div>
        ))}
        {fault && (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        )}
      </section>
    </div>
  );
}

function Verdict({ prediction, truth }: { readonly prediction: Prediction; readonly truth: string }) {
  const { labels, values } = prediction;
  if (!labels) return null;
  const [only] = values;
  const right =
    values.length === 1
      ? (only !== undefined && only > 0.5) === (labels[0] === truth)
      : labels[values.indexOf(Math.max(...values))] === truth;
  return (
    <span className={styles.verdict} data-right={right || undefined}>
      {right ? t.tryIt.rightAnswer : t.tryIt.wrongAnswer}
    </span>
  );
}

interface FieldInputProps {
  readonly field: FieldDescription;
  readonly several: boolean;
  readonly samples: readonly PlacedSample[];
  readonly values: readonly number[] | undefined;
  readonly caption: string | undefined;
  onChange(values: number[] | undefined, caption: string | undefined): void;
  onSample(): void;
}

function FieldInput({ field, several, samples, values, caption, onChange, onSample }: FieldInputProps) {
  const rows = useMemo(() => samples.map(({ sample }) => sample[field.name] ?? []), [samples, field.name]);
  const image = useMemo(() => {
    const format = imageFormat(field, rows);
    return format && { format, framing: learnFraming(rows, format) };
  }, [field, rows]);
  const columns = useMemo(() => columnsOf(field, rows, (place) => t.tryIt.column(place + 1)), [field, rows]);
  return (
    <div>
      {several && <h2 className={styles.field}>{field.name}</h2>}
      {image ? (
        <ImageInput
          format={image.format}
          framing={image.framing}
          sample={values}
          caption={caption}
          onChange={onChange}
          onSample={onSample}
        />
      ) : (
        <NumberRow
          columns={columns}
          values={values ?? []}
          caption={caption}
          onChange={(next) => onChange(next, undefined)}
          onSample={onSample}
        />
      )}
    </div>
  );
}

/** Asks the run's network whenever all its inputs are there. */
function usePredictions({ summary, record }: OpenedRun, fields: readonly FieldDescription[], given: Sample) {
  const host = useHost();
  const [predictions, setPredictions] = useState<readonly Prediction[]>();
  const [fault, setFault] = useState<string>();
  const predictor = useRef<Predictor>(undefined);
  const complete = fields.every(({ name }) => given[name] !== undefined);
  const learned = record.epochs.length;

  useEffect(() => {
    const made = createPredictor(host, summary.id, {
      onAnswer: (answer) => {
        setPredictions(answer);
        setFault(undefined);
      },
      onFault: setFault,
    });
    predictor.current = made;
    return () => made.stop();
  }, [host, summary.id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the network has learned more
  useEffect(() => {
    if (complete) predictor.current?.ask(given);
    else setPredictions(undefined);
  }, [given, complete, learned, summary.id]);

  return { predictions: complete ? predictions : undefined, fault, complete };
}

/** The dataset's fields that enter the network, each once. */
function inputFieldsOf(document: NetworkDocument, dataset: DatasetDescription): FieldDescription[] {
  const fields = document.layers
    .filter(({ type }) => type === 'Input')
    .flatMap(({ params }) => inputField(String(params.field ?? ''), dataset) ?? []);
  return [...new Set(fields)];
}

function targetOf(document: NetworkDocument, dataset: DatasetDescription): FieldDescription | undefined {
  const output = document.layers.find(({ type }) => type === 'Output');
  return outputField(String(output?.params.field ?? ''), dataset);
}

function labelOf({ name, classes }: FieldDescription, sample: Sample): string | undefined {
  const value = sample[name]?.[0];
  if (value === undefined) return undefined;
  return classes?.[value] ?? String(value);
}

/** Numbers start at a real sample, so that there is an answer at once; images start empty. */
function startingValues(fields: readonly FieldDescription[], samples: readonly PlacedSample[]): Sample {
  const first = samples[0]?.sample ?? {};
  return Object.fromEntries(
    fields.filter(({ kind }) => kind !== 'image').map(({ name }) => [name, first[name] ?? []]),
  );
}

function surfaceColumns(field: FieldDescription, samples: readonly PlacedSample[]) {
  if (field.kind !== 'numeric') return undefined;
  const rows = samples.map(({ sample }) => sample[field.name] ?? []);
  const [x, y, ...more] = columnsOf(field, rows, (place) => t.tryIt.column(place + 1));
  return x && y && more.length === 0 ? ([x, y] as const) : undefined;
}
