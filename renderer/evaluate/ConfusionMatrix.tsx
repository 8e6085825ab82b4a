/** Samples by true and answered class: right answers on the diagonal, mistakes beside it. */
import { Tooltip } from '@mantine/core';
import type { RunEvaluation } from '../../host/contract.ts';
import { enMistakes as t } from '../i18n/en-mistakes.ts';
import { formatShare } from '../training/figures.ts';
import styles from './ConfusionMatrix.module.css';

/** Classes by number. */
export interface Cell {
  readonly truth: number;
  readonly answer: number;
}

interface ConfusionMatrixProps {
  readonly classification: NonNullable<RunEvaluation['outputs'][number]['classification']>;
  readonly chosen: Cell | undefined;
  onChoose(cell: Cell): void;
}

export function ConfusionMatrix({ classification, chosen, onChoose }: ConfusionMatrixProps) {
  const { classes, confusion } = classification;
  return (
    <div>
      <h3 id="confusion">{t.matrix}</h3>
      <p className={styles.help}>{t.matrixHelp}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard */}
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.matrix} aria-labelledby="confusion">
          <thead>
            <tr>
              <th scope="col">
                {t.truth} <span aria-hidden>\</span> {t.answer}
              </th>
              {classes.map(({ label }) => (
                <th key={label} scope="col" title={label}>
                  {label}
                </th>
              ))}
              <th scope="col" className={styles.side} title={t.recallHelp}>
                {t.recall}
              </th>
              <th scope="col" className={styles.side} title={t.precisionHelp}>
                {t.precision}
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ label, recall, precision, samples }, truth) => (
              <tr key={label}>
                <th scope="row" title={label}>
                  {label}
                </th>
                {classes.map((other, answer) => {
                  const count = confusion[truth]?.[answer] ?? 0;
                  const share = samples > 0 ? count / samples : 0;
                  const right = truth === answer;
                  return (
                    <td
                      key={other.label}
                      data-right={right || undefined}
                      style={count > 0 ? { ['--share' as string]: 0.12 + 0.6 * share } : undefined}
                      data-chosen={(chosen?.truth === truth && chosen.answer === answer) || undefined}
                    >
                      {count === 0 || right ? (
                        <span>{count || ''}</span>
                      ) : (
                        <Tooltip label={t.cell(count, label, other.label)}>
                          <button
                            type="button"
                            aria-label={t.cell(count, label, other.label)}
                            aria-pressed={chosen?.truth === truth && chosen.answer === answer}
                            onClick={() => onChoose({ truth, answer })}
                          >
                            {count}
                          </button>
                        </Tooltip>
                      )}
                    </td>
                  );
                })}
                <td className={styles.side}>{recall === null ? '–' : formatShare(recall)}</td>
                <td className={styles.side}>{precision === null ? '–' : formatShare(precision)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
