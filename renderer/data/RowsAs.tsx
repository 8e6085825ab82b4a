/** Whether the rows of a table stand for themselves or follow each other in time, and how far samples look back. */
import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { enOwnData } from '../i18n/en-own-data.ts';
import { parseWhole } from '../inspector/parse-field.ts';
import styles from './RowsAs.module.css';

const t = enOwnData.rows;
const USUAL_WINDOW = 12;
const LONGEST_WINDOW = 10_000;

interface RowsAsProps {
  readonly reference: DatasetReference;
  readonly dataset: DatasetDescription;
  onChoose(reference: DatasetReference): void;
}

export function RowsAs({ reference, dataset, onChoose }: RowsAsProps) {
  const { window } = dataset;
  // Where only the past of the target can be learned from, there is no choice.
  const onlySeries = window !== undefined && reference.window === undefined;
  const { window: _, ...independent } = reference;
  const most = Math.min(LONGEST_WINDOW, dataset.samples + (window ?? 0) - 2);
  return (
    <div className={styles.rows}>
      {!onlySeries && (
        <div>
          <span className={styles.label} id="rows-as">
            {t.label}
          </span>
          <SegmentedControl
            size="xs"
            aria-labelledby="rows-as"
            value={window === undefined ? 'independent' : 'series'}
            data={[
              { value: 'independent', label: t.independent },
              { value: 'series', label: t.series },
            ]}
            onChange={(value) =>
              onChoose(
                value === 'series' ? { ...reference, window: Math.min(USUAL_WINDOW, most) } : independent,
              )
            }
          />
        </div>
      )}
      {window !== undefined && (
        <WindowField
          key={window}
          value={window}
          most={most}
          onChoose={(chosen) => onChoose({ ...reference, window: chosen })}
        />
      )}
    </div>
  );
}

interface WindowFieldProps {
  readonly value: number;
  readonly most: number;
  onChoose(window: number): void;
}

/** Applied when it is left: the data is read anew for it. */
function WindowField({ value, most, onChoose }: WindowFieldProps) {
  const [text, setText] = useState(String(value));
  const parsed = parseWhole(text, { min: 1, max: most });
  const apply = () => {
    if (parsed.ok && parsed.value !== value) onChoose(parsed.value);
  };
  return (
    <TextInput
      className={styles.window ?? ''}
      size="xs"
      label={t.window}
      value={text}
      error={!parsed.ok && parsed.error}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
    />
  );
}
