/** While a link is held over a port: what would come of it, in a sentence. */
import { useConnection, useReactFlow } from '@xyflow/react';
import { useContext, useEffect } from 'react';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocument } from '../state/document-context.tsx';
import styles from './ConnectionHint.module.css';
import { ConnectingContext } from './canvas-context.ts';
import { layerIdOf } from './flow-elements.ts';

export function ConnectionHint() {
  const connecting = useContext(ConnectingContext);
  const { flowToScreenPosition } = useReactFlow();
  const over = useConnection(({ toHandle, to }) =>
    toHandle?.id && to
      ? {
          layer: toHandle.nodeId,
          port: toHandle.id,
          side: toHandle.type === 'target' ? 'input' : 'output',
          x: to.x,
          y: to.y,
        }
      : undefined,
  );
  const end =
    connecting && over && over.side !== connecting.side
      ? connecting.endAt({ layer: layerIdOf(over.layer), port: over.port })
      : undefined;
  const replaces = end?.ok ? end.replaces : undefined;
  const giving = useDocument(({ history: { document } }) => {
    const link = document.links.find(({ id }) => id === replaces);
    return link && document.layers.find(({ id }) => id === link.from.layer)?.name;
  });

  useEffect(() => {
    const line = replaces && document.querySelector(`.react-flow__edge[data-id="${CSS.escape(replaces)}"]`);
    if (!line) return;
    line.setAttribute('data-giving-way', '');
    return () => line.removeAttribute('data-giving-way');
  }, [replaces]);

  if (!end || !over) return null;
  const problem = end.ok ? end.warning : end.problem;
  if (!problem && giving === undefined) return null;
  const { x, y } = flowToScreenPosition(over);
  return (
    <div
      className={styles.hint}
      data-refused={!end.ok || undefined}
      role="status"
      style={{ left: x + 16, top: y + 16 }}
    >
      {giving !== undefined && <div>{t.wouldReplace(giving)}</div>}
      {problem?.message}
    </div>
  );
}
