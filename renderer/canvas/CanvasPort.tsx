/** A port of a card. While a link is drawn, its shape, its colour and a word say what would come of it here. */
import { Handle, Position } from '@xyflow/react';
import { useContext } from 'react';
import { inputsAt, outputAt } from '../groups/card-links.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import type { PortRef } from '../state/document-edits.ts';
import styles from './CanvasPort.module.css';
import { type Connecting, ConnectingContext, DetailContext } from './canvas-context.ts';

interface CanvasPortProps {
  /** The node as React Flow has it: a layer, or the card of a group. */
  readonly node: string;
  readonly port: string;
  readonly side: 'input' | 'output';
  /** Its middle, from the top of the card; the middle of the card without it. */
  readonly top?: number;
  readonly label: string;
  /** Shown beside it, where there are several. */
  readonly name?: string | undefined;
}

type PortState = 'fits' | 'unfit' | 'replaces' | 'off';

export function CanvasPort({ node, port, side, top, label, name }: CanvasPortProps) {
  const store = useDocumentStore();
  const connecting = useContext(ConnectingContext);
  const detail = useContext(DetailContext);
  const isSource = connecting?.from.layer === node && connecting.from.port === port;
  const state =
    !connecting || isSource
      ? undefined
      : stateOf(connecting, side, () => {
          const { document } = store.getState().history;
          if (side === 'input') return inputsAt(document, { node, port });
          const output = outputAt(document, { node, port });
          return output ? [output] : [];
        });
  const word = state && state !== 'off' ? t.ports[state] : undefined;
  const shown = detail === 'full' ? [name, word].filter(Boolean).join(': ') : '';
  return (
    <Handle
      id={port}
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      className={styles.port}
      style={{ top }}
      data-layerid={node}
      data-side={side}
      data-state={state}
      data-source={isSource || undefined}
      role="img"
      aria-label={word ? `${label}: ${word}` : label}
    >
      {shown !== '' && (
        <span className={styles.name} data-state={word && state} data-alone={name === undefined || undefined}>
          {shown}
        </span>
      )}
    </Handle>
  );
}

function stateOf(
  { endAt, side: from }: Connecting,
  side: 'input' | 'output',
  portsOf: () => readonly PortRef[],
): PortState {
  if (from === side) return 'off';
  const ends = portsOf().map(endAt);
  if (ends.length === 0 || ends.some(({ ok }) => !ok)) return 'off';
  if (ends.some((end) => end.ok && end.warning)) return 'unfit';
  return ends.some((end) => end.ok && end.replaces !== undefined) ? 'replaces' : 'fits';
}
