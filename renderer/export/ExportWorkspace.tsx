/** Takes a trained network away as an ONNX file, with the proof that it gives the same answers. */
import { Button } from '@mantine/core';
import { CircleAlert, Download, FileCheck2, LoaderCircle, PackageCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ExportProof } from '../../host/contract.ts';
import { useHost } from '../app/host-context.tsx';
import { exportPath } from '../client/export-path.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { formatBytes } from '../i18n/format.ts';
import { type OpenedRun, shownRun } from '../state/run-store.ts';
import { useRuns, useShownRun } from '../state/run-store-context.tsx';
import { formatDifference, formatShare } from '../training/figures.ts';
import { RunPicker, usableRuns } from '../training/RunPicker.tsx';
import { TrainAction } from '../training/TrainAction.tsx';
import { WorkspaceMessage } from '../training/WorkspaceMessage.tsx';
import { CodeSnippet } from './CodeSnippet.tsx';
import styles from './ExportWorkspace.module.css';
import { snippets } from './snippets.ts';

export function ExportWorkspace() {
  const run = useShownRun();
  const runs = useRuns((state) => state.runs);
  const opening = useRuns((state) => shownRun(state) !== undefined);
  const learned = run !== undefined && (run.record.epochs.length > 0 || run.summary.epochsDone > 0);
  if (runs === undefined || (opening && !run)) {
    return <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.tryIt.loading} />;
  }
  if (!learned && usableRuns(runs).length === 0) {
    return (
      <WorkspaceMessage icon={PackageCheck} title={t.exportPage.empty} action={<TrainAction />}>
        {t.exportPage.emptyHelp}
      </WorkspaceMessage>
    );
  }
  return (
    <div className={styles.workspace}>
      <div className={styles.page}>
        <h1>{t.exportPage.title}</h1>
        <p className={styles.explain}>{t.exportPage.explain}</p>
        {run ? (
          <RunExport key={run.summary.id} run={run} learned={learned} />
        ) : (
          <RunPicker label={t.exportPage.chooseRun} />
        )}
      </div>
    </div>
  );
}

type ExportState =
  | { readonly type: 'idle' }
  | { readonly type: 'working' }
  | { readonly type: 'done'; readonly proof: ExportProof }
  | { readonly type: 'failed'; readonly message: string };

function RunExport({ run, learned }: { readonly run: OpenedRun; readonly learned: boolean }) {
  const host = useHost();
  const [state, setState] = useState<ExportState>({ type: 'idle' });
  const { id } = run.summary;

  const startExport = async () => {
    setState({ type: 'working' });
    try {
      setState({ type: 'done', proof: await host.request('runs.export', { run: id }) });
    } catch (error) {
      setState({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <>
      <div className={styles.choice}>
        <RunPicker label={t.exportPage.chooseRun} />
        <Button
          variant={state.type === 'done' ? 'default' : 'filled'}
          loading={state.type === 'working'}
          disabled={!learned}
          leftSection={<FileCheck2 size={14} aria-hidden />}
          onClick={() => void startExport()}
        >
          {state.type === 'done' ? t.exportPage.again : t.exportPage.action}
        </Button>
      </div>
      <div aria-live="polite">
        {state.type === 'working' && (
          <p className={styles.working}>
            <LoaderCircle size={14} aria-hidden />
            {t.exportPage.working}
          </p>
        )}
        {state.type === 'failed' && (
          <div className={styles.failed} role="alert">
            <CircleAlert size={16} aria-hidden />
            <div>
              <strong>{t.exportPage.failed}</strong>
              <p>{state.message}</p>
            </div>
          </div>
        )}
        {state.type === 'done' && <Proof run={run} proof={state.proof} />}
      </div>
    </>
  );
}

/** More than float32 rounding in a deep network explains. */
const SAME = 1e-4;

function Proof({ run, proof }: { readonly run: OpenedRun; readonly proof: ExportProof }) {
  const host = useHost();
  const [fault, setFault] = useState<string>();
  const { name } = exportPath(proof);
  const same = proof.maxAbsDiff <= SAME && proof.accuracyTrained === proof.accuracyOnnx;
  const difference = formatDifference(proof.maxAbsDiff);
  const save = () => {
    host.saveFile(proof).then(
      () => setFault(undefined),
      (error: unknown) => setFault(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <div className={styles.result}>
      <section className={styles.proof} data-same={same || undefined}>
        <div className={styles.sentence}>
          {same ? <PackageCheck size={20} aria-hidden /> : <TriangleAlert size={20} aria-hidden />}
          <strong>
            {same
              ? t.exportPage.proof(proof.samples, difference)
              : t.exportPage.proofDiffers(proof.samples, difference)}
          </strong>
          {same && proof.accuracyRecorded !== undefined && (
            <p>{t.exportPage.reaches(formatShare(proof.accuracyRecorded))}</p>
          )}
        </div>
        <dl className={styles.figures}>
          {proof.accuracyRecorded !== undefined && (
            <div>
              <dt>{t.exportPage.recorded}</dt>
              <dd>{formatShare(proof.accuracyRecorded)}</dd>
            </div>
          )}
          {proof.accuracyTrained !== undefined && (
            <div>
              <dt>{t.exportPage.trained}</dt>
              <dd>{formatShare(proof.accuracyTrained)}</dd>
            </div>
          )}
          {proof.accuracyOnnx !== undefined && (
            <div>
              <dt>{t.exportPage.onnx}</dt>
              <dd>{formatShare(proof.accuracyOnnx)}</dd>
            </div>
          )}
          <div>
            <dt>{t.exportPage.size}</dt>
            <dd>{formatBytes(proof.bytes)}</dd>
          </div>
          <div>
            <dt>{t.exportPage.opset}</dt>
            <dd>{proof.opset}</dd>
          </div>
        </dl>
        <div className={styles.download}>
          <Button leftSection={<Download size={14} aria-hidden />} onClick={save}>
            {t.exportPage.download}
          </Button>
          <code>{name}</code>
        </div>
        {fault && (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        )}
      </section>
      <section>
        <h2>{t.exportPage.use}</h2>
        <CodeSnippet snippets={snippets(run.document, name)} />
      </section>
    </div>
  );
}
