/** A small picture of the learning rate over the run, with the value under the pointer. */
import { type PointerEvent, useMemo, useState } from 'react';
import type { TrainingSettings } from '../../../core/document/schema.ts';
import { enTrainingSettings as t } from '../../i18n/en-training-settings.ts';
import { formatLearningRate } from '../figures.ts';
import styles from './ScheduleCurve.module.css';
import { type RatePoint, scheduleCurve, watchesLoss } from './schedule-curve.ts';

/** Units of the drawing, which is stretched to the width of the panel. */
const WIDTH = 240;
const HEIGHT = 56;

interface ScheduleCurveProps {
  readonly training: TrainingSettings;
  readonly stepsPerEpoch: number;
}

export function ScheduleCurve({ training, stepsPerEpoch }: ScheduleCurveProps) {
  const points = useMemo(() => scheduleCurve(training, stepsPerEpoch), [training, stepsPerEpoch]);
  const [pointed, setPointed] = useState<RatePoint>();
  const highest = Math.max(...points.map(({ rate }) => rate));
  const { epochs } = training;
  const x = ({ epoch }: RatePoint) => (epoch / epochs) * WIDTH;
  const y = ({ rate }: RatePoint) => HEIGHT - (highest > 0 ? rate / highest : 0) * (HEIGHT - 4) - 1;
  const line = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point)} ${y(point)}`).join('');
  const last = points.at(-1);
  const whole = t.curve.epochs(epochs);
  const watches = watchesLoss(training.schedule);

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const epoch = ((event.clientX - box.left) / box.width) * epochs;
    setPointed(
      points.reduce((near, next) =>
        Math.abs(next.epoch - epoch) < Math.abs(near.epoch - epoch) ? next : near,
      ),
    );
  };

  return (
    <figure className={styles.curve}>
      <div
        className={styles.plot}
        role="img"
        aria-label={t.curve.label(formatLearningRate(highest), formatLearningRate(last?.rate ?? 0), whole)}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          <path className={styles.area} d={`${line}L${last ? x(last) : 0} ${HEIGHT}L0 ${HEIGHT}Z`} />
          <path className={styles.line} d={`${line}H${WIDTH}`} data-watches={watches || undefined} />
          {pointed && <path className={styles.crosshair} d={`M${x(pointed)} 0V${HEIGHT}`} />}
        </svg>
      </div>
      <figcaption className={styles.axis}>
        <span>{formatLearningRate(highest)}</span>
        <span>
          {pointed ? t.curve.at(pointed.epoch.toFixed(1), formatLearningRate(pointed.rate)) : whole}
        </span>
      </figcaption>
      {watches && <p className={styles.note}>{t.curve.watches}</p>}
    </figure>
  );
}
