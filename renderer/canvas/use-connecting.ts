/** The link that is being drawn: which ports it would fit, and what happens where it is let go. */
import type { FinalConnectionState, OnConnectStart } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { type Connection, canConnect } from '../../core/shape/can-connect.ts';
import { type PortRef, portsOf } from '../state/document-edits.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { type Connecting, portKey } from './canvas-context.ts';
import { layerIdOf } from './flow-elements.ts';

/** What would come of a link from here to each port of the other side. */
export function possibleEnds(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  from: PortRef,
  side: 'input' | 'output',
): ReadonlyMap<string, Connection> {
  const ends = new Map<string, Connection>();
  for (const layer of document.layers) {
    const { inputs, outputs } = portsOf(layer);
    for (const { id } of side === 'output' ? inputs : outputs) {
      const other = { layer: layer.id, port: id };
      const [source, target] = side === 'output' ? [from, other] : [other, from];
      ends.set(portKey(other), canConnect(document, analysis, source, target));
    }
  }
  return ends;
}

interface ConnectingHandlers {
  readonly connecting: Connecting | undefined;
  readonly onConnectStart: OnConnectStart;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
}

/** `onEmpty` is called when the link is let go over empty canvas. */
export function useConnecting(
  store: DocumentStore,
  onEmpty: (connecting: Connecting, at: { x: number; y: number }) => void,
): ConnectingHandlers {
  const [connecting, setConnecting] = useState<Connecting>();

  const onConnectStart = useCallback<OnConnectStart>(
    (_event, { nodeId, handleId, handleType }) => {
      if (!nodeId || !handleId) return;
      const { history, analysis } = store.getState();
      const from = { layer: layerIdOf(nodeId), port: handleId };
      const side = handleType === 'target' ? 'input' : 'output';
      setConnecting({ from, side, ends: possibleEnds(history.document, analysis, from, side) });
    },
    [store],
  );

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { isValid, toHandle, toNode }: FinalConnectionState) => {
      setConnecting(undefined);
      if (!connecting || isValid || toHandle || toNode) return;
      const point = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (point) onEmpty(connecting, { x: point.clientX, y: point.clientY });
    },
    [connecting, onEmpty],
  );

  return useMemo(
    () => ({ connecting, onConnectStart, onConnectEnd }),
    [connecting, onConnectStart, onConnectEnd],
  );
}
