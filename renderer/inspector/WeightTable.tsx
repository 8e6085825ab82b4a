/** The weights of a layer with their shapes and counts. */
import { weightSize } from '../../core/model/weight.ts';
import type { LayerAnalysis } from '../../core/shape/analysis.ts';
import { en } from '../i18n/en.ts';
import { formatCount, formatShort } from '../i18n/format.ts';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';

export function WeightTable({ analysis }: { analysis: LayerAnalysis }) {
  const { weights, parameters, multiplyAdds } = analysis;
  if (weights.length === 0) return null;
  return (
    <Section title={en.inspector.weights}>
      <table className={styles.table} data-figures>
        <tbody>
          {weights.map((weight) => (
            <tr key={weight.name}>
              <th scope="row">
                {weight.name}
                {!weight.trainable && <span className={styles.letters}>{en.inspector.frozen}</span>}
              </th>
              <td className={styles.figures}>{weight.shape.join(' × ')}</td>
              <td className={styles.figures}>{formatCount(weightSize(weight))}</td>
            </tr>
          ))}
          <tr className={styles.sum}>
            <th scope="row">{en.inspector.total}</th>
            <td />
            <td className={styles.figures}>{formatCount(parameters)}</td>
          </tr>
          {multiplyAdds > 0 && (
            <tr>
              <th scope="row">{en.inspector.multiplyAdds}</th>
              <td className={styles.quiet}>{en.inspector.perSample}</td>
              <td className={styles.figures}>{formatShort(multiplyAdds)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </Section>
  );
}
