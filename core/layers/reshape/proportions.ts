/** What has to be cut off or added so that an image has the proportions of its new size. */

/** Height, width. */
type Size = readonly [number, number];

/** Top, bottom, left, right. */
type Sides = readonly [number, number, number, number];

/** The part in the middle that has the target's proportions; as in Keras, parts of pixels are left out. */
export function cropTo([height, width]: Size, target: Size): Sides {
  const [rows, columns] = matched([height, width], target);
  const kept = [Math.max(1, Math.min(height, rows)), Math.max(1, Math.min(width, columns))] as const;
  return around([height - kept[0], width - kept[1]]);
}

/** The frame that gives the image the target's proportions. */
export function padTo([height, width]: Size, target: Size): Sides {
  const [rows, columns] = matched([height, width], target);
  return around([Math.max(0, rows - height), Math.max(0, columns - width)]);
}

/** The height that suits the width, and the width that suits the height. */
function matched([height, width]: Size, [rows, columns]: Size): Size {
  return [Math.floor((width * rows) / columns), Math.floor((height * columns) / rows)];
}

function around([vertical, horizontal]: Size): Sides {
  const [top, left] = [Math.floor(vertical / 2), Math.floor(horizontal / 2)];
  return [top, vertical - top, left, horizontal - left];
}
