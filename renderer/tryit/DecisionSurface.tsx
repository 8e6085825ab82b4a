/** Every answer of a network of two numbers as a coloured plane, with the dataset's samples on it. */
import { useComputedColorScheme } from '@mantine/core';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Prediction } from '../../host/contract.ts';
import { useHost } from '../app/host-context.tsx';
import { enTraining as t } from '../i18n/en-training.ts';
import type { Column } from './column-ranges.ts';
import styles from './DecisionSurface.module.css';
import {
  answerColor,
  classColor,
  GRID,
  type GridExtent,
  gridExtent,
  gridPoints,
  placeOnGrid,
} from './decision-grid.ts';

const SIDE = 640;
/** The host takes a thousand samples at once. */
const CHUNK = 800;

interface SurfacePoint {
  readonly values: readonly number[];
  /** Its class, as the place among the classes. */
  readonly target: number;
}

interface DecisionSurfaceProps {
  readonly run: string;
  /** Changes when the network has learned more. */
  readonly version: number;
  readonly field: string;
  readonly columns: readonly [Column, Column];
  readonly classes: readonly string[] | undefined;
  readonly points: readonly SurfacePoint[];
  readonly chosen: readonly number[];
  onChoose(values: [number, number]): void;
}

export function DecisionSurface(props: DecisionSurfaceProps) {
  const { run, version, field, columns, classes, points, chosen, onChoose } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const host = useHost();
  const scheme = useComputedColorScheme('light');
  const [answers, setAnswers] = useState<readonly Prediction[]>();
  const [xColumn, yColumn] = columns;
  const extent = gridExtent(columns);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the network or the range has changed
  useEffect(() => {
    let current = true;
    const samples = gridPoints(extent).map((point) => ({ [field]: point }));
    const chunks = Array.from({ length: Math.ceil(samples.length / CHUNK) }, (_, chunk) =>
      samples.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
    );
    void (async () => {
      const all: Prediction[] = [];
      for (const chunk of chunks) {
        const answered = await host.request('runs.predict', { run, samples: chunk });
        if (!current) return;
        all.push(...answered.flatMap(([first]) => first ?? []));
      }
      setAnswers(all);
      // A network that cannot answer says so beside the numbers, where one asks it.
    })().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [host, run, version, field, xColumn.min, xColumn.max, yColumn.min, yColumn.max]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are drawn, so another scheme is another picture
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const style = getComputedStyle(element);
    context.clearRect(0, 0, SIDE, SIDE);
    if (answers) drawAnswers(context, answers);
    for (const { values, target } of points) {
      drawPoint(context, extent, values, `rgb(${classColor(target).join(' ')})`, style.backgroundColor, 8);
    }
    drawPoint(context, extent, chosen, style.color, style.backgroundColor, 12);
  }, [answers, points, chosen, scheme]);

  const choose = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const down = (event.clientY - box.top) / box.height;
    onChoose([
      extent.x[0] + across * (extent.x[1] - extent.x[0]),
      extent.y[1] - down * (extent.y[1] - extent.y[0]),
    ]);
  };

  return (
    <figure className={styles.surface}>
      <figcaption>
        <strong>{t.tryIt.surface}</strong>
        <p>{t.tryIt.surfaceHelp}</p>
      </figcaption>
      <div className={styles.plot}>
        <span className={styles.y}>{yColumn.name}</span>
        <canvas
          ref={canvas}
          width={SIDE}
          height={SIDE}
          role="img"
          aria-label={t.tryIt.surface}
          onPointerDown={choose}
          onPointerMove={choose}
        />
        <span className={styles.x}>{xColumn.name}</span>
      </div>
      {classes && (
        <ul className={styles.classes}>
          {classes.map((name, place) => (
            <li key={name}>
              <i style={{ background: `rgb(${classColor(place).join(' ')})` }} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

function drawAnswers(context: CanvasRenderingContext2D, answers: readonly Prediction[]): void {
  const single = answers.flatMap(({ values }) => (values.length === 1 ? (values[0] ?? 0) : []));
  const labelled = answers[0]?.labels !== undefined;
  const range: [number, number] =
    labelled || single.length === 0 ? [0, 1] : [Math.min(...single), Math.max(...single)];
  const image = new ImageData(GRID, GRID);
  answers.forEach((answer, place) => {
    image.data.set([...answerColor(answer, range), 120], place * 4);
  });
  const small = new OffscreenCanvas(GRID, GRID);
  small.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, SIDE, SIDE);
}

function drawPoint(
  context: CanvasRenderingContext2D,
  extent: GridExtent,
  values: readonly number[],
  fill: string,
  ring: string,
  radius: number,
): void {
  const { x, y } = placeOnGrid(extent, values);
  context.beginPath();
  context.arc(x * SIDE, y * SIDE, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.strokeStyle = ring;
  context.lineWidth = 3;
  context.fill();
  context.stroke();
}
