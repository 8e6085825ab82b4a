/** Samples of a dataset: images in a grid, numbers in a table. */
import { useMemo } from 'react';
import type { DatasetDescription, FieldDescription } from '../../core/data/dataset.ts';
import type { Sample } from '../../host/contract.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { imageFormat } from '../tryit/framing.ts';
import { SampleImage } from '../tryit/SampleImage.tsx';
import styles from './SampleViews.module.css';
import type { PlacedSample } from './use-dataset.ts';

interface SamplesProps {
  readonly dataset: DatasetDescription;
  readonly samples: readonly PlacedSample[];
}

interface SampleGridProps extends SamplesProps {
  readonly image: FieldDescription;
  /** By place in the dataset; otherwise the target. */
  readonly captions?: ReadonlyMap<number, string>;
}

export function SampleGrid({ image, dataset, samples, captions }: SampleGridProps) {
  const target = dataset.fields.find(({ name }) => name === dataset.target);
  const format = useMemo(
    () =>
      imageFormat(
        image,
        samples.map(({ sample }) => sample[image.name] ?? []),
      ),
    [image, samples],
  );
  if (!format) return null;
  return (
    <ul className={styles.grid}>
      {samples.map(({ index, sample }) => {
        const label = captions?.get(index) ?? (target ? showValue(target, sample, 0) : '');
        return (
          <li key={index}>
            <SampleImage
              values={sample[image.name]}
              format={format}
              alt={t.data.sampleAlt(index + 1, label)}
            />
            <span aria-hidden>{label}</span>
          </li>
        );
      })}
    </ul>
  );
}

export function SampleTable({ dataset, samples }: SamplesProps) {
  const columns = dataset.fields.flatMap((field) => {
    const size = field.shape.reduce((product, dimension) => product * dimension, 1);
    return Array.from({ length: size }, (_, place) => ({
      field,
      place,
      name: field.columns?.[place] ?? (size === 1 ? field.name : `${field.name} ${place + 1}`),
    }));
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">#</th>
            {columns.map(({ name, field }) => (
              <th key={name} scope="col" data-target={field.name === dataset.target || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map(({ index, sample }) => (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              {columns.map(({ name, field, place }) => (
                <td key={name} data-target={field.name === dataset.target || undefined}>
                  {showValue(field, sample, place)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function showValue({ name, classes }: FieldDescription, sample: Sample, place: number): string {
  const value = sample[name]?.[place];
  if (value === undefined) return '–';
  return classes?.[value] ?? String(Math.round(value * 1e4) / 1e4);
}
