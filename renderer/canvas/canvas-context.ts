/** What all layers on the canvas share: how much detail there is room for, and the link that is being drawn. */
import { createContext } from 'react';
import type { Connection } from '../../core/shape/can-connect.ts';
import type { PortRef } from '../state/document-edits.ts';

/** Card, card with name and shape alone, coloured bar: by zoom. */
export type Detail = 'full' | 'compact' | 'bar';

/** Longer names are printed smaller on compact cards. */
export const LONG_NAME = 10;

const FULL_FROM = 0.7;
const COMPACT_FROM = 0.24;
/** The zoom at which the text of compact cards has its plain size. */
const PLAIN_TEXT_AT = 0.78;
const LARGEST_TEXT = 2.15;

export function detailFor(zoom: number): Detail {
  if (zoom < COMPACT_FROM) return 'bar';
  return zoom < FULL_FROM ? 'compact' : 'full';
}

/** How much larger text is drawn on compact cards, so that it stays readable; in steps, to be changed rarely. */
export function textScale(zoom: number): number {
  return Math.min(LARGEST_TEXT, Math.max(1, Math.round((PLAIN_TEXT_AT / zoom) * 10) / 10));
}

export const DetailContext = createContext<Detail>('full');

/** A link on its way from one port to another. */
export interface Connecting {
  readonly from: PortRef;
  readonly side: 'input' | 'output';
  /** What would come of a link to a port of the other side. Found out once for each port that is shown. */
  readonly endAt: (port: PortRef) => Connection;
}

export const ConnectingContext = createContext<Connecting | undefined>(undefined);
