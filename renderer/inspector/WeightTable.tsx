/** The weights of a layer with their shapes and counts; they can be typed in, loaded and frozen. */
import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { PencilLine } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { Layer } from '../../core/document/schema.ts';
import { type WeightSpec, weightSize } from '../../core/model/weight.ts';
import type { LayerAnalysis } from '../../core/shape/analysis.ts';
import { en } from '../i18n/en.ts';
import { enEditing } from '../i18n/en-editing.ts';
import { formatCount, formatShort } from '../i18n/format.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { toggleFlag } from '../state/flag-edits.ts';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';
import { WeightEditor } from './WeightEditor.tsx';

export function WeightTable({ layer, analysis }: { layer: Layer; analysis: LayerAnalysis }) {
  const { weights, parameters, multiplyAdds } = analysis;
  const [edited, setEdited] = useState<string>();
  if (weights.length === 0) return null;
  return (
    <Section title={en.inspector.weights}>
      <FreezeSwitch layer={layer} />
      <table className={styles.table} data-figures>
        <tbody>
          {weights.map((weight) => (
            <Fragment key={weight.name}>
              <WeightRow
                weight={weight}
                open={edited === weight.name}
                locked={layer.locked === true}
                onToggle={() => setEdited(edited === weight.name ? undefined : weight.name)}
              />
              {edited === weight.name && (
                <tr>
                  <td colSpan={4}>
                    <WeightEditor
                      layer={layer.id}
                      weight={weight}
                      given={layer.weights?.[weight.name]}
                      onClose={() => setEdited(undefined)}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
          <tr className={styles.sum}>
            <th scope="row">{en.inspector.total}</th>
            <td />
            <td className={styles.figures}>{formatCount(parameters)}</td>
            <td />
          </tr>
          {multiplyAdds > 0 && (
            <tr>
              <th scope="row">{en.inspector.multiplyAdds}</th>
              <td className={styles.quiet}>{en.inspector.perSample}</td>
              <td className={styles.figures}>{formatShort(multiplyAdds)}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </Section>
  );
}

function FreezeSwitch({ layer }: { layer: Layer }) {
  const store = useDocumentStore();
  return (
    <Switch
      size="xs"
      label={enEditing.flags.frozen}
      description={enEditing.flags.help.frozen}
      checked={layer.frozen === true}
      disabled={layer.locked === true}
      onChange={() => toggleFlag(store, 'frozen')}
    />
  );
}

function WeightRow({
  weight,
  open,
  locked,
  onToggle,
}: {
  weight: WeightSpec;
  open: boolean;
  locked: boolean;
  onToggle: () => void;
}) {
  const { name, shape, trainable, values } = weight;
  const marks = [...(trainable ? [] : [en.inspector.frozen]), ...(values ? [en.weights.given] : [])];
  return (
    <tr>
      <th scope="row">
        {name}
        {marks.length > 0 && <span className={styles.letters}>{marks.join(', ')}</span>}
      </th>
      <td className={styles.figures}>{shape.join(' × ')}</td>
      <td className={styles.figures}>{formatCount(weightSize(weight))}</td>
      <td>
        <Tooltip label={en.weights.open(name)}>
          <ActionIcon
            size="sm"
            aria-label={en.weights.open(name)}
            aria-expanded={open}
            disabled={locked}
            onClick={onToggle}
          >
            <PencilLine size={13} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
}
