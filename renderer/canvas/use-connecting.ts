/** The link that is being drawn: which ports it would fit, and what happens where it is let go. */
import type { FinalConnectionState, OnConnectStart } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { type Connection, canConnect } from '../../core/shape/can-connect.ts';
import { inputsAt, outputAt, planNodeLink } from '../groups/card-links.ts';
import { groupIdOf } from '../groups/group-elements.ts';
import { en } from '../i18n/en.ts';
import { type PortRef, portsOf } from '../state/document-edits.ts';
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

/** The layer whose card lies at a point of the screen. */
function layerAt(x: number, y: number): LayerId | undefined {
  const card = window.document.elementFromPoint(x, y)?.closest('.react-flow__node');
  const id = card?.getAttribute('data-id');
  return id ? layerIdOf(id) : undefined;
}

/** Nobody has to aim at a port: a link that is let go on a card goes to the first port that takes it. */
function connectToLayer(store: DocumentStore, { from, side, endAt }: Connecting, id: LayerId): void {
  const { history, connect, dispatch } = store.getState();
  if (groupIdOf(id) !== undefined) {
    const layer = { node: from.layer, port: from.port };
    const [source, target] =
      side === 'output' ? [layer, { node: id, port: 'in' }] : [{ node: id, port: 'out' }, layer];
    const commands = planNodeLink(history.document, source, target);
    const possible = (
      side === 'output' ? inputsAt(history.document, target) : [outputAt(history.document, source)]
    ).every((port) => port && endAt(port).ok);
    if (commands && possible) dispatch(en.edits.connect, commands);
    return;
  }
  const layer = history.document.layers.find((candidate) => candidate.id === id);
  if (!layer) return;
  const { inputs, outputs } = portsOf(layer);
  const ends = (side === 'output' ? inputs : outputs).map((port) => ({ layer: id, port: port.id }));
  const possible = ends.filter((port) => endAt(port).ok);
  const taken = (port: PortRef) => {
    const end = endAt(port);
    return end.ok && end.replaces !== undefined;
  };
  const end = possible.find((port) => !taken(port)) ?? possible[0];
  if (!end) return;
  if (side === 'output') connect(from, end);
  else connect(end, from);
}

/** What cannot be linked is refused in words. */
function sayRefusal(
  store: DocumentStore,
  { from, endAt }: Connecting,
  { nodeId, id }: NonNullable<FinalConnectionState['toHandle']>,
): void {
  if (!id || groupIdOf(nodeId) !== undefined || (nodeId === from.layer && id === from.port)) return;
  const end = endAt({ layer: layerIdOf(nodeId), port: id });
  if (!end.ok) store.getState().setRemark({ kind: 'refused', message: end.problem.message });
}

export interface ConnectingHandlers {
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
      const side = handleType === 'target' ? 'input' : 'output';
      const end = { node: nodeId, port: handleId };
      const from = side === 'output' ? outputAt(history.document, end) : inputsAt(history.document, end)[0];
      if (!from) return;
      setConnecting({ from, side, endAt: possibleEnds(history.document, analysis, from, side) });
    },
    [store],
  );

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { isValid, toHandle, toNode }: FinalConnectionState) => {
      setConnecting(undefined);
      if (connecting && toHandle?.id && !isValid) sayRefusal(store, connecting, toHandle);
      if (!connecting || isValid || toHandle || toNode) return;
      const point = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (!point) return;
      const under = layerAt(point.clientX, point.clientY);
      if (under === undefined) onEmpty(connecting, { x: point.clientX, y: point.clientY });
      else connectToLayer(store, connecting, under);
    },
    [store, connecting, onEmpty],
  );

  return useMemo(
    () => ({ connecting, onConnectStart, onConnectEnd }),
    [connecting, onConnectStart, onConnectEnd],
  );
}
