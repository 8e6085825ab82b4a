/** The link that is being drawn: which ports it would fit, and what happens where it is let go. */
import type { FinalConnectionState, OnConnectStart } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { type Connection, canConnect } from '../../core/shape/can-connect.ts';
import type { PortRef } from '../state/document-edits.ts';
import type { DocumentStore } from '../state/document-store.ts';
import type { Connecting } from './canvas-context.ts';
import { layerIdOf } from './flow-elements.ts';

/** Answers what would come of a link from here to a port of the other side, and remembers the answers. */
export function possibleEnds(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  from: PortRef,
  side: 'input' | 'output',
): (port: PortRef) => Connection {
  const known = new Map<string, Connection>();
  return (port) => {
    const key = `${port.layer}/${port.port}`;
    const [source, target] = side === 'output' ? [from, port] : [port, from];
    const end = known.get(key) ?? canConnect(document, analysis, source, target);
    known.set(key, end);
    return end;
  };
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
      setConnecting({ from, side, endAt: possibleEnds(history.document, analysis, from, side) });
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
