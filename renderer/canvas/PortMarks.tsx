/**
 * Where the ports of a card are while it is too far away to show them. React Flow measures every card that comes
 * into view, and would draw no links to one without ports.
 */
import { LAYER_WIDTH } from '../state/layer-geometry.ts';

const DOT = 10;

export interface PortMark {
  readonly id: string;
  readonly side: 'input' | 'output';
  /** The middle of the port, from the top of the card. */
  readonly top: number;
}

export function PortMarks({ ports }: { ports: readonly PortMark[] }) {
  return ports.map(({ id, side, top }) => (
    <i
      key={`${side} ${id}`}
      className={side === 'input' ? 'target' : 'source'}
      data-handleid={id}
      data-handlepos={side === 'input' ? 'left' : 'right'}
      style={{
        position: 'absolute',
        left: (side === 'input' ? 0 : LAYER_WIDTH) - DOT / 2,
        top: top - DOT / 2,
        width: DOT,
        height: DOT,
        visibility: 'hidden',
      }}
    />
  ));
}
