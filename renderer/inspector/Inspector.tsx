/** What is selected, in full and to be changed: a layer, or the network as a whole. */
import { Button } from '@mantine/core';
import { listActions } from '../app/actions.ts';
import { Keys } from '../app/Keys.tsx';
import { useSession } from '../app/session-context.tsx';
import { en } from '../i18n/en.ts';
import { useDocument } from '../state/document-context.tsx';
import styles from './Inspector.module.css';
import { LayerInspector } from './LayerInspector.tsx';
import { NetworkInspector } from './NetworkInspector.tsx';

export function Inspector() {
  const selected = useDocument((state) => state.selection.layers);
  const [first, ...more] = selected;
  if (first === undefined) return <NetworkInspector />;
  if (more.length > 0) return <SeveralLayers count={selected.size} />;
  return <LayerInspector key={first} id={first} />;
}

const FOR_SEVERAL: readonly string[] = ['connect', 'duplicate', 'delete'];

/** What can be done with several layers at once. */
function SeveralLayers({ count }: { count: number }) {
  const session = useSession();
  const actions = listActions(session).filter(({ id, enabled }) => enabled && FOR_SEVERAL.includes(id));
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2>{en.inspector.several(count)}</h2>
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
