/** The network as a whole: its size, the data it learns from, and how it is trained. */
import { en } from '../i18n/en.ts';
import { formatBytes, formatCount, formatShort } from '../i18n/format.ts';
import { useDocument } from '../state/document-context.tsx';
import { TrainingSettings } from '../training/settings/TrainingSettings.tsx';
import { DatasetFields } from './DatasetFields.tsx';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';

export function NetworkInspector() {
  const analysis = useDocument((state) => state.analysis);
  const document = useDocument((state) => state.history.document);
  const rows = [
    [en.inspector.layers, formatCount(document.layers.length), undefined],
    [en.inspector.trainable, formatCount(analysis.trainableParameters), undefined],
    [en.inspector.multiplyAdds, formatShort(analysis.multiplyAdds), en.inspector.perSample],
    [en.inspector.activations, formatBytes(analysis.activationBytes), en.inspector.perSample],
  ] as const;
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2>{en.inspector.network}</h2>
      </header>
      <div className={styles.scroll}>
        {document.description !== '' && <p className={styles.description}>{document.description}</p>}
        <Section title={en.inspector.dataset}>
          <DatasetFields />
        </Section>
        <Section title={en.inspector.training}>
          <TrainingSettings />
        </Section>
        <Section title={en.inspector.size}>
          <table className={styles.table}>
            <tbody>
              {rows.map(([label, value, unit]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>
                    <span className={styles.figures}>{value}</span>
                    {unit && <span className={styles.unit}>{unit}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      </div>
    </div>
  );
}
