/** What a network answers: a bar for each class, the winner emphasised; plain numbers where there are no classes. */
import type { Prediction } from '../../host/contract.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { formatLoss, formatShare } from '../training/figures.ts';
import styles from './AnswerBars.module.css';

/** More classes than this are sorted, and the least likely ones left out. */
const MOST_BARS = 12;

interface AnswerBarsProps {
  readonly prediction: Prediction | undefined;
  /** Of the field that is predicted. */
  readonly name: string;
  readonly classes?: readonly string[] | undefined;
  /** The question is complete, the answer is on its way. */
  readonly asking: boolean;
}

export function AnswerBars({ prediction, name, classes, asking }: AnswerBarsProps) {
  if (!prediction) return <p className={styles.later}>{asking ? t.tryIt.asking : t.tryIt.answerLater}</p>;
  const { values } = prediction;
  const rows = answerRows(prediction, classes);
  const winner = rows.reduce((best, row) => (row.value > best.value ? row : best), rows[0] ?? EMPTY);
  if (!isShare(prediction)) {
    return (
      <dl className={styles.values}>
        {values.map((value, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is known by its place alone
          <div key={place}>
            <dt>{values.length > 1 ? `${name} ${place + 1}` : name}</dt>
            <dd>{formatLoss(value)}</dd>
          </div>
        ))}
      </dl>
    );
  }
  const shown =
    rows.length > MOST_BARS ? [...rows].sort((a, b) => b.value - a.value).slice(0, MOST_BARS) : rows;
  return (
    <>
      <ul className={styles.bars}>
        {shown.map((row) => (
          <li key={row.label} className={styles.row} data-winner={row === winner || undefined}>
            <span className={styles.label}>{row.label}</span>
            <span className={styles.track}>
              <span className={styles.bar} style={{ transform: `scaleX(${row.value})` }} />
            </span>
            <span className={styles.share}>{formatShare(row.value)}</span>
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <p className={styles.later}>{t.tryIt.more(rows.length - shown.length)}</p>
      )}
      <p className="visually-hidden" aria-live="polite">
        {t.tryIt.winner(winner.label, formatShare(winner.value))}
      </p>
    </>
  );
}

interface AnswerRow {
  readonly label: string;
  readonly value: number;
}

const EMPTY: AnswerRow = { label: '', value: 0 };

/** A single value is the share of its class; what is left is the share of the other one. */
export function answerRows(
  { values, labels }: Prediction,
  classes?: readonly string[],
): readonly AnswerRow[] {
  const [only] = values;
  const [label] = labels ?? [];
  if (values.length === 1 && only !== undefined && label !== undefined) {
    const other = classes?.length === 2 ? classes.find((name) => name !== label) : undefined;
    return [
      { label: other ?? t.tryIt.not(label), value: 1 - only },
      { label, value: only },
    ];
  }
  return values.map((value, place) => ({ label: labels?.[place] ?? String(place), value }));
}

/** Amounts have no bars: only shares of classes are between 0 and 1. */
function isShare({ values, labels }: Prediction): boolean {
  return labels !== undefined && values.every((value) => value >= 0 && value <= 1);
}
