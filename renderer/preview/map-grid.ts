/** Lays maps out beside each other, as large as they fit into a given room. */

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface MapGrid extends Size {
  /** Size on the screen. */
  readonly shownWidth: number;
  readonly shownHeight: number;
  readonly columns: number;
  /** The corner of a map, in the grid's own pixels. */
  at(map: number): { readonly x: number; readonly y: number };
}

/** Between two maps, in their own pixels. */
const GAP = 1;

export function mapGrid({ width, height, count }: Size & { readonly count: number }, room: Size): MapGrid {
  let best = { columns: 1, scale: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const scale = Math.min(
      room.width / (columns * (width + GAP) - GAP),
      room.height / (rows * (height + GAP) - GAP),
    );
    if (scale > best.scale) best = { columns, scale };
  }
  const { columns, scale } = best;
  const rows = Math.ceil(count / columns);
  const size = { width: columns * (width + GAP) - GAP, height: rows * (height + GAP) - GAP };
  return {
    ...size,
    columns,
    shownWidth: size.width * scale,
    shownHeight: size.height * scale,
    at: (map) => ({ x: (map % columns) * (width + GAP), y: Math.floor(map / columns) * (height + GAP) }),
  };
}
