/** What goes into a layer and what comes out, dimension by dimension. */
import type { LayerAnalysis } from '../../core/shape/analysis.ts';
import { dimensionLetters } from '../../core/shape/dimension-letters.ts';
import { formatShape, type TensorType } from '../../core/shape/tensor-type.ts';
import { en } from '../i18n/en.ts';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';

export function ShapeTable({ analysis }: { analysis: LayerAnalysis }) {
  const ports = analysis.params && analysis.definition?.ports(analysis.params);
  const takesInputs = !ports || ports.inputs.length > 0;
  const givesOutputs = !ports || ports.outputs.length > 0;
  return (
    <Section title={en.inspector.shapes}>
      <table className={styles.table}>
        <tbody>
          {takesInputs && <ShapeRows label={en.inspector.input} tensors={analysis.inputs} />}
          {givesOutputs && <ShapeRows label={en.inspector.output} tensors={analysis.outputs} />}
        </tbody>
      </table>
    </Section>
  );
}

function ShapeRows({ label, tensors }: { label: string; tensors: readonly TensorType[] | undefined }) {
  if (!tensors || tensors.length === 0) {
    return (
      <tr>
        <th scope="row">{label}</th>
        <td className={styles.quiet}>{en.inspector.notYet}</td>
      </tr>
    );
  }
  return tensors.map((tensor, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: ports have no other identity here
    <tr key={index}>
      <th scope="row">{tensors.length > 1 ? `${label} ${index + 1}` : label}</th>
      <td>
        <span className={styles.shape}>{formatShape(tensor.shape)}</span>
        <span className={styles.letters}>{dimensionLetters(tensor.shape.length - 1).join(' × ')}</span>
      </td>
    </tr>
  ));
}
