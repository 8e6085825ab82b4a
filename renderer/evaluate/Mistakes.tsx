/** How well the network answers the samples that it was not trained on, and which classes it takes for which. */
import { Button } from '@mantine/core';
import { CircleAlert, LoaderCircle, RotateCw } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import type { RunEvaluation } from '../../host/contract.ts';
import { useHost } from '../app/host-context.tsx';
import { SampleGrid, SampleTable } from '../data/SampleViews.tsx';
import { type Loaded, useChosenSamples } from '../data/use-dataset.ts';
import { enMistakes as t } from '../i18n/en-mistakes.ts';
import { formatCount } from '../i18n/format.ts';
import type { OpenedRun } from '../state/run-store.ts';
import { formatLoss, formatShare } from '../training/figures.ts';
import { WorkspaceMessage } from '../training/WorkspaceMessage.tsx';
import { type Cell, ConfusionMatrix } from './ConfusionMatrix.tsx';
import styles from './Mistakes.module.css';

interface MistakesProps {
  readonly run: OpenedRun;
  readonly reference: DatasetReference;
  readonly dataset: DatasetDescription;
}

type Output = RunEvaluation['outputs'][number];

export function Mistakes({ run, reference, dataset }: MistakesProps) {
  const [round, setRound] = useState(0);
  const evaluation = useEvaluation(run, round);
  if (evaluation.status === 'loading') {
    return <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.measuring} />;
  }
  if (evaluation.status === 'failed') {
    return (
      <WorkspaceMessage
        icon={CircleAlert}
        tone="danger"
        title={t.failed}
        action={
          <Button
            variant="default"
            leftSection={<RotateCw size={13} aria-hidden />}
            onClick={() => setRound(round + 1)}
          >
            {t.again}
          </Button>
        }
      >
        {evaluation.message}
      </WorkspaceMessage>
    );
  }
  const { outputs, samples } = evaluation.value;
  return (
    <div className={styles.page}>
      {outputs.map((output) => (
        <section key={output.output} className={styles.output}>
          {outputs.length > 1 && <h2>{t.outputOf(output.output)}</h2>}
          {output.classification && <Classes output={output} reference={reference} dataset={dataset} />}
          {output.regression && <Distances {...output.regression} samples={samples} />}
        </section>
      ))}
    </div>
  );
}

/** Measured when it is looked at, and again when the run has gone on. */
function useEvaluation({ summary, record }: OpenedRun, round: number): Loaded<RunEvaluation> {
  const host = useHost();
  const [loaded, setLoaded] = useState<Loaded<RunEvaluation>>({ status: 'loading' });
  const over = record.finished !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the run is over or on request
  useEffect(() => {
    let current = true;
    setLoaded({ status: 'loading' });
    host.request('runs.evaluate', { run: summary.id }).then(
      (value) => current && setLoaded({ status: 'ready', value }),
      (error: unknown) =>
        current &&
        setLoaded({ status: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [host, summary.id, over, round]);
  return loaded;
}

interface ClassesProps extends Omit<MistakesProps, 'run'> {
  readonly output: Output;
}

function Classes({ output, reference, dataset }: ClassesProps) {
  const [cell, setCell] = useState<Cell>();
  const { classification, mistakes } = output;
  if (!classification) return null;
  const { accuracy, classes, confusion } = classification;
  const counted = confusion.flat().reduce((sum, count) => sum + count, 0);
  const label = (place: number) => classes[place]?.label ?? String(place);
  return (
    <>
      <p className={styles.headline}>
        <strong>{formatShare(accuracy)}</strong>
        <span>{t.right(Math.round(accuracy * counted), counted)}</span>
      </p>
      <div className={styles.columns}>
        <ConfusionMatrix classification={classification} chosen={cell} onChoose={setCell} />
        <WorstPairs confusion={confusion} label={label} onChoose={setCell} />
      </div>
      {mistakes && (
        <MistakenSamples
          mistakes={mistakes}
          cell={cell}
          label={label}
          reference={reference}
          dataset={dataset}
          onAll={() => setCell(undefined)}
        />
      )}
    </>
  );
}

const MOST_PAIRS = 5;

interface WorstPairsProps {
  readonly confusion: readonly (readonly number[])[];
  label(place: number): string;
  onChoose(cell: Cell): void;
}

function WorstPairs({ confusion, label, onChoose }: WorstPairsProps) {
  const pairs = confusion
    .flatMap((row, truth) => row.map((count, answer) => ({ truth, answer, count })))
    .filter(({ truth, answer, count }) => truth !== answer && count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, MOST_PAIRS);
  if (pairs.length === 0) return null;
  return (
    <div className={styles.worst}>
      <h3>{t.worst}</h3>
      <ul>
        {pairs.map(({ truth, answer, count }) => (
          <li key={`${truth} ${answer}`}>
            <button type="button" onClick={() => onChoose({ truth, answer })}>
              {t.pair(label(truth), label(answer), count)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const MOST_SAMPLES = 48;

interface MistakenSamplesProps extends Omit<MistakesProps, 'run'> {
  readonly mistakes: NonNullable<Output['mistakes']>;
  readonly cell: Cell | undefined;
  label(place: number): string;
  onAll(): void;
}

function MistakenSamples({ mistakes, cell, label, reference, dataset, onAll }: MistakenSamplesProps) {
  const wanted = useMemo(
    () =>
      cell && cell.truth !== cell.answer
        ? mistakes.filter(({ expected, answered }) => expected === cell.truth && answered === cell.answer)
        : mistakes,
    [mistakes, cell],
  );
  const shown = useMemo(() => wanted.slice(0, MOST_SAMPLES).map(({ sample }) => sample), [wanted]);
  const samples = useChosenSamples(reference, shown);
  const image = dataset.fields.find(({ kind }) => kind === 'image');
  const answers = useMemo(
    () =>
      new Map(
        wanted.map(({ sample, expected, answered }) => [sample, `${label(expected)} → ${label(answered)}`]),
      ),
    [wanted, label],
  );
  if (mistakes.length === 0) return <p className={styles.none}>{t.none}</p>;
  const narrowed = cell && cell.truth !== cell.answer;
  return (
    <div>
      <div className={styles.bar}>
        <h3>{narrowed ? t.chosen(label(cell.truth), label(cell.answer)) : t.all}</h3>
        {wanted.length > shown.length && <span>{t.shown(shown.length, wanted.length)}</span>}
        {narrowed && (
          <Button size="compact-xs" variant="default" onClick={onAll}>
            {t.all}
          </Button>
        )}
      </div>
      {samples.status === 'failed' && <p role="alert">{samples.message}</p>}
      {samples.status === 'ready' &&
        (image ? (
          <SampleGrid image={image} dataset={dataset} samples={samples.value} captions={answers} />
        ) : (
          <SampleTable dataset={dataset} samples={samples.value} />
        ))}
    </div>
  );
}

interface DistancesProps {
  readonly meanAbsoluteError: number;
  readonly rootMeanSquaredError: number;
  readonly samples: number;
}

function Distances({ meanAbsoluteError, rootMeanSquaredError, samples }: DistancesProps) {
  return (
    <dl className={styles.figures}>
      <div title={t.maeHelp}>
        <dt>{t.mae}</dt>
        <dd>{formatLoss(meanAbsoluteError)}</dd>
        <dd className={styles.about}>{t.maeHelp}</dd>
      </div>
      <div title={t.rmseHelp}>
        <dt>{t.rmse}</dt>
        <dd>{formatLoss(rootMeanSquaredError)}</dd>
        <dd className={styles.about}>{t.rmseHelp}</dd>
      </div>
      <div>
        <dt>{t.samples}</dt>
        <dd>{formatCount(samples)}</dd>
      </div>
    </dl>
  );
}
