/** Draws what a layer gives: maps, lines, bars, values or shares of classes. */
import { useEffect, useRef } from 'react';
import type { Figures, Picture } from '../../core/preview/preview.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { mapGrid } from './map-grid.ts';
import styles from './PreviewPicture.module.css';

const t = enUnderstanding.preview;

/** Room for a picture between two rows of cards, in pixels. */
const WIDTH = 162;
const HEIGHT = 38;
const MOST_CLASSES = 3;

export function PreviewPicture({ picture, figures }: { picture: Picture; figures: Figures }) {
  switch (picture.kind) {
    case 'maps':
      return <Maps picture={picture} />;
    case 'lines':
      return <Lines lines={picture.lines} figures={figures} />;
    case 'bars':
      return <Bars values={picture.values} />;
    case 'histogram':
      return <Bars values={picture.bins} even />;
    case 'values':
      return (
        <span className={styles.values}>
          {picture.values.map((value, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: values have no other identity
            <span key={place}>{t.figure(value)}</span>
          ))}
        </span>
      );
    case 'classes':
      return <Classes values={picture.values} labels={picture.labels} />;
  }
}

function Maps({ picture }: { picture: Extract<Picture, { kind: 'maps' }> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, count } = picture;
  const grid = mapGrid({ width, height, count }, { width: WIDTH, height: HEIGHT });

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const bytes = Uint8Array.from(atob(picture.pixels), (sign) => sign.charCodeAt(0));
    const depth = picture.colours ? 3 : 1;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    for (let map = 0; map < count; map++) {
      const image = context.createImageData(width, height);
      for (let place = 0; place < width * height; place++) {
        const start = (map * width * height + place) * depth;
        for (let part = 0; part < 3; part++) {
          image.data[place * 4 + part] = bytes[start + (depth === 3 ? part : 0)] ?? 0;
        }
        image.data[place * 4 + 3] = 255;
      }
      const { x, y } = grid.at(map);
      context.putImageData(image, x, y);
    }
  }, [picture, grid, width, height, count]);

  return (
    <canvas
      ref={canvas}
      className={styles.maps}
      width={grid.width}
      height={grid.height}
      style={{ width: grid.shownWidth, height: grid.shownHeight }}
    />
  );
}

function Lines({
  lines,
  figures: { min, max },
}: {
  lines: readonly (readonly number[])[];
  figures: Figures;
}) {
  const y = (value: number) =>
    max > min ? HEIGHT - 2 - ((value - min) / (max - min)) * (HEIGHT - 4) : HEIGHT / 2;
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {min < 0 && max > 0 && <line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} className={styles.zero} />}
      {lines.map((line, place) => (
        <polyline
          // biome-ignore lint/suspicious/noArrayIndexKey: features have no other identity
          key={place}
          data-line={place}
          points={line
            .map(
              (value, step) =>
                `${((step / Math.max(1, line.length - 1)) * WIDTH).toFixed(1)},${y(value).toFixed(1)}`,
            )
            .join(' ')}
        />
      ))}
    </svg>
  );
}

/** From the line of 0; counts stand on the ground. */
function Bars({ values, even = false }: { values: readonly number[]; even?: boolean }) {
  const most = Math.max(0, ...values);
  const least = even ? 0 : Math.min(0, ...values);
  const span = most - least || 1;
  const zero = (most / span) * HEIGHT;
  const step = WIDTH / values.length;
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {values.map((value, place) => {
        // Counts differ by powers of ten; their roots can be seen beside each other.
        const length = even ? Math.sqrt(value / most || 0) * HEIGHT : (Math.abs(value) / span) * HEIGHT;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: values have no other identity
            key={place}
            x={place * step}
            width={Math.max(1, step - (step > 3 ? 1 : 0))}
            y={value >= 0 ? zero - length : zero}
            height={Math.max(value === 0 ? 0.5 : 1, length)}
          />
        );
      })}
    </svg>
  );
}

function Classes({ values, labels }: { values: readonly number[]; labels: readonly string[] }) {
  const best = values
    .map((value, place) => ({ value, label: labels[place] ?? '' }))
    .sort((one, other) => other.value - one.value)
    .slice(0, MOST_CLASSES);
  return (
    <span className={styles.classes}>
      {best.map(({ value, label }, place) => (
        <span key={label} className={styles.class} data-best={place === 0 || undefined}>
          <span className={styles.label}>{label}</span>
          <span className={styles.track}>
            <span style={{ width: `${Math.max(0, Math.min(1, value)) * 100}%` }} />
          </span>
          <span className={styles.share}>{t.percent(value)}</span>
        </span>
      ))}
    </span>
  );
}
