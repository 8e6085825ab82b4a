/** One layer: its name, parameters, problems, shapes, weights and what it does. Made from its definition alone. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import type { Layer, LayerId } from '../../core/document/schema.ts';
import { fail, ok } from '../../core/result.ts';
import type { LayerAnalysis } from '../../core/shape/analysis.ts';
import { en } from '../i18n/en.ts';
import { IssueCard } from '../problems/IssueCard.tsx';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import { Connections } from './Connections.tsx';
import { Explanation } from './Explanation.tsx';
import { FlagSwitches } from './FlagSwitches.tsx';
import styles from './Inspector.module.css';
import { ParameterList } from './ParameterList.tsx';
import { Section } from './Section.tsx';
import { ShapeTable } from './ShapeTable.tsx';
import { TextField } from './TextField.tsx';
import { WeightTable } from './WeightTable.tsx';

const LONGEST_NAME = 120;

export function LayerInspector({ id }: { id: LayerId }) {
  const layer = useDocument((state) =>
    state.history.document.layers.find((candidate) => candidate.id === id),
  );
  const analysis = useDocument((state) => state.analysis.layers.get(id));
  if (!layer) return null;
  const definition = analysis?.definition;
  return (
    <div className={styles.inspector}>
      <Head layer={layer} analysis={analysis} />
      <div className={styles.scroll}>
        {analysis && analysis.issues.length > 0 && (
          <div className={styles.issues}>
            {analysis.issues.map((issue) => (
              <IssueCard key={`${issue.code} ${issue.param} ${issue.message}`} issue={issue} />
            ))}
          </div>
        )}
        <fieldset className={styles.fieldset} disabled={layer.locked}>
          <Section title={en.inspector.parameters}>
            <NameField layer={layer} />
            {definition && <ParameterList layer={layer} definition={definition} issues={analysis.issues} />}
          </Section>
        </fieldset>
        <FlagSwitches layer={layer} />
        {analysis && <ShapeTable analysis={analysis} />}
        <Connections layer={layer} />
        {analysis && <WeightTable key={layer.id} layer={layer} analysis={analysis} />}
        {definition && <Explanation definition={definition} />}
      </div>
    </div>
  );
}

function Head({ layer, analysis }: { layer: Layer; analysis: LayerAnalysis | undefined }) {
  const store = useDocumentStore();
  const definition = analysis?.definition;
  return (
    <header className={styles.head} data-category={definition?.category}>
      <span className={styles.icon}>
        <LayerIcon name={definition?.icon} size={16} />
      </span>
      <h2>{definition?.title ?? layer.type}</h2>
      <Tooltip label={en.actions.remove}>
        <ActionIcon
          aria-label={en.actions.remove}
          onClick={() =>
            store
              .getState()
              .dispatch(`${en.edits.remove} ${layer.name}`, [{ type: 'remove-layers', layers: [layer.id] }])
          }
        >
          <Trash2 size={15} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

function NameField({ layer }: { layer: Layer }) {
  const store = useDocumentStore();
  return (
    <TextField
      label={en.inspector.name}
      value={layer.name}
      format={(name) => name}
      parse={(text) => {
        const name = text.trim().slice(0, LONGEST_NAME);
        return name === '' ? fail(en.fields.nameEmpty) : ok(name);
      }}
      onChange={(name, gesture) =>
        store.getState().dispatch(en.edits.rename, [{ type: 'rename-layer', layer: layer.id, name }], gesture)
      }
    />
  );
}
