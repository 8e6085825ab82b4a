/** What is selected, in full and to be changed: a layer, or the network as a whole. */
import { Button } from '@mantine/core';
import { listActions } from '../app/actions.ts';
import { Keys } from '../app/Keys.tsx';
import { useSession } from '../app/session-context.tsx';
import { GroupInspector, useSelectedGroup } from '../groups/GroupInspector.tsx';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocument } from '../state/document-context.tsx';
import styles from './Inspector.module.css';
import { LayerInspector } from './LayerInspector.tsx';
import { NetworkInspector } from './NetworkInspector.tsx';
import { NoteInspector } from './NoteInspector.tsx';

export function Inspector() {
  const { layers, notes } = useDocument((state) => state.selection);
  const [layer] = layers;
  const [note] = notes;
  const group = useSelectedGroup();
  if (group !== undefined) return <GroupInspector key={group} id={group} />;
  if (layers.size + notes.size > 1) return <Several layers={layers.size} notes={notes.size} />;
  if (note !== undefined) return <NoteInspector key={note} id={note} />;
  if (layer === undefined) return <NetworkInspector />;
  return <LayerInspector key={layer} id={layer} />;
}

const FOR_SEVERAL: readonly string[] = [
  'connect',
  'group',
  'move-into-group',
  'take-out-of-group',
  'add-frame',
  'bypass',
  'lock',
  'duplicate',
  'delete',
];

/** What can be done with several layers and notes at once. */
function Several({ layers, notes }: { layers: number; notes: number }) {
  const session = useSession();
  const actions = listActions(session).filter(({ id, enabled }) => enabled && FOR_SEVERAL.includes(id));
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2>{t.notes.severalSelected(t.notes.several(layers, notes))}</h2>
      </header>
      <div className={styles.several}>
        {actions.map(({ id, label, keys, run }) => (
          <Button
            key={id}
            variant="default"
            justify="space-between"
            rightSection={keys?.[0] && <Keys shortcut={keys[0]} />}
            onClick={run}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
