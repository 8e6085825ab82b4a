/** What is selected, in full and to be changed: a layer, or the network as a whole. */
import { en } from '../i18n/en.ts';
import { useDocument } from '../state/document-context.tsx';
import styles from './Inspector.module.css';
import { LayerInspector } from './LayerInspector.tsx';
import { NetworkInspector } from './NetworkInspector.tsx';

export function Inspector() {
  const selected = useDocument((state) => state.selection.layers);
  const [first, ...more] = selected;
  if (first === undefined) return <NetworkInspector />;
  if (more.length > 0) {
    return (
      <div className={styles.several}>
        <h2>{en.inspector.several(selected.size)}</h2>
        <p>{en.inspector.severalHint}</p>
      </div>
    );
  }
  return <LayerInspector key={first} id={first} />;
}
