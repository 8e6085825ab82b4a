/** While a link is held over a port: what would come of it, in a sentence. */
import { useConnection, useReactFlow } from '@xyflow/react';
import { useContext } from 'react';
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
  if (!connecting || !over || over.side === connecting.side) return null;
  const end = connecting.endAt({ layer: layerIdOf(over.layer), port: over.port });
  const problem = end.ok ? end.warning : end.problem;
  if (!problem) return null;
  const { x, y } = flowToScreenPosition(over);
  return (
    <div
      className={styles.hint}
      data-refused={!end.ok || undefined}
      role="status"
      style={{ left: x + 16, top: y + 16 }}
    >
      {problem.message}
    </div>
  );
}
