/** A row of numbers to ask the network about: one line for each column, with a slider over the dataset's range. */
import { Button, NumberInput, Slider } from '@mantine/core';
import { Dices } from 'lucide-react';
import { enTraining as t } from '../i18n/en-training.ts';
import type { Column } from './column-ranges.ts';
import styles from './NumberRow.module.css';

interface NumberRowProps {
  readonly columns: readonly Column[];
  readonly values: readonly number[];
  readonly caption: string | undefined;
  onChange(values: number[]): void;
  onSample(): void;
}

export function NumberRow({ columns, values, caption, onChange, onSample }: NumberRowProps) {
  const set = (place: number, value: number) =>
    onChange(values.map((old, at) => (at === place ? value : old)));
  return (
    <div className={styles.row}>
      <div className={styles.columns}>
        {columns.map(({ name, min, max, step }, place) => (
          <div key={name} className={styles.column}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <Slider
              size={3}
              thumbSize={14}
              label={null}
              min={min}
              max={max > min ? max : min + 1}
              step={step}
              value={values[place] ?? min}
              onChange={(value) => set(place, value)}
              thumbLabel={name}
            />
            <NumberInput
              size="xs"
              hideControls
              decimalScale={decimalsOf(step)}
              step={step}
              value={shortest(values[place] ?? min)}
              onChange={(value) => typeof value === 'number' && Number.isFinite(value) && set(place, value)}
              aria-label={name}
              classNames={{ input: styles.number ?? '' }}
            />
          </div>
        ))}
      </div>
      <div className={styles.tools}>
        <Button variant="default" leftSection={<Dices size={14} aria-hidden />} onClick={onSample}>
          {t.tryIt.sample}
        </Button>
        {caption && <p>{caption}</p>}
      </div>
    </div>
  );
}

/** `5.1` for the float32 number 5.0999999. */
function shortest(value: number): number {
  return Number(value.toPrecision(7));
}

/** Two more than the slider's, so that a number can be set finer than it can be drawn. */
function decimalsOf(step: number): number {
  return step >= 1 ? 3 : Math.min(10, 2 - Math.floor(Math.log10(step)));
}
