/** What all layers on the canvas share: how much detail there is room for, and the link that is being drawn. */
import { createContext } from 'react';
import type { Connection } from '../../core/shape/can-connect.ts';
import type { PortRef } from '../state/document-edits.ts';

/** Card, card without figures, coloured bar: by zoom. */
export type Detail = 'full' | 'compact' | 'bar';

export function detailFor(zoom: number): Detail {
  if (zoom < 0.28) return 'bar';
  return zoom < 0.6 ? 'compact' : 'full';
}

export const DetailContext = createContext<Detail>('full');

/** A link on its way from one port to another. */
export interface Connecting {
  readonly from: PortRef;
  readonly side: 'input' | 'output';
  /** What would come of a link to each port of the other side, by `portKey`. */
  readonly ends: ReadonlyMap<string, Connection>;
}

export const portKey = ({ layer, port }: PortRef) => `${layer}/${port}`;

export const ConnectingContext = createContext<Connecting | undefined>(undefined);
