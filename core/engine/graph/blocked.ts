/**
 * Images with their channels in blocks, as the processor's fastest convolutions read and write them: a block is as
 * many channels as one instruction computes at a time. TensorFlow.js sees [batch, height, width, channels]; below
 * lies [batch, blocks, height, width, channels of a block], and whatever does not mind the order works there.
 */
import {
  type GraphNode,
  int,
  int64,
  ints,
  node,
  producer,
  sameDimensions,
  sizeOf,
  type Value,
} from './value.ts';

/** onnxruntime's own operators, which its optimizer takes for networks whose weights are fixed. */
const DOMAIN = 'com.microsoft.nchwc';
export const BLOCKED_CONV = `${DOMAIN}:Conv`;
const TO_BLOCKS = `${DOMAIN}:ReorderInput`;
const FROM_BLOCKS = `${DOMAIN}:ReorderOutput`;

/** From blocks to [batch, height, width, blocks, channels of a block]. */
const TO_LAST = [0, 2, 3, 1, 4];

/** What was unblocked. The operator alone does not say how long a block is. */
const BELOW = new WeakMap<GraphNode, Value>();

type Shape5 = readonly [number, number, number, number, number];

function shape5({ shape }: Value): Shape5 {
  const [batch = 0, blocks = 0, height = 0, width = 0, block = 0] = shape;
  return [batch, blocks, height, width, block];
}

/** The same elements in the same order. */
export function viewAs(x: Value, shape: readonly number[]): Value {
  const below = producer(x, 'Reshape')?.inputs[0] ?? x;
  if (sameDimensions(below.shape, shape)) return below;
  return node('Reshape', [below, int64(shape)], { element: x.element, shape });
}

/** What a blocked operator takes: [batch, channels, height, width], though the elements lie in blocks. */
export function asOperand(blocks: Value): Value {
  const [batch, count, height, width, block] = shape5(blocks);
  return viewAs(blocks, [batch, count * block, height, width]);
}

/** What a blocked operator gives. */
export function fromOperand(x: Value, block: number): Value {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  return viewAs(x, [batch, channels / block, height, width, block]);
}

/** The images that blocks hold, channels last. */
export function unblocked(blocks: Value): Value {
  const [batch, count, height, width, block] = shape5(blocks);
  const shape = [batch, height, width, count * block];
  if (height === 1 && width === 1) return viewAs(blocks, shape);
  if (blocks.element === 'float32') {
    const attributes = { channels: int(count * block), channels_last: int(1) };
    const images = node(FROM_BLOCKS, [asOperand(blocks)], { element: 'float32', shape }, attributes);
    if (images.source.kind === 'node') BELOW.set(images.source.node, blocks);
    return images;
  }
  const last = [batch, height, width, count, block];
  return viewAs(
    node('Transpose', [blocks], { element: blocks.element, shape: last }, { perm: ints(TO_LAST) }),
    shape,
  );
}

/** The images that blocks hold, or the first of their channels; channels first. */
export function unblockedFirst(blocks: Value, first?: number): Value {
  const [batch, count, height, width, block] = shape5(blocks);
  const channels = first ?? count * block;
  const shape = [batch, channels, height, width];
  return node(FROM_BLOCKS, [asOperand(blocks)], { element: 'float32', shape }, { channels: int(channels) });
}

/** The blocks below `x`, if it is `unblocked`. */
export function blocksBelow(x: Value): Value | undefined {
  const images = producer(x, FROM_BLOCKS);
  if (images) return BELOW.get(images);
  const below = producer(x, 'Reshape')?.inputs[0];
  const moved = below && producer(below, 'Transpose');
  const perm = moved?.attributes.perm;
  const blocks = moved?.inputs[0];
  if (perm?.type !== 'ints' || !sameDimensions(perm.value, TO_LAST) || !blocks || x.shape.length !== 4)
    return undefined;
  const [batch, count, height, width, block] = shape5(blocks);
  return sameDimensions(x.shape, [batch, height, width, count * block]) ? blocks : undefined;
}

/** Channels-last images, or channels-first ones below a transpose, in blocks. They must be whole blocks of float32. */
export function inBlocks(x: Value, block: number): Value {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const shape = [batch, channels / block, height, width, block];
  const below = blocksBelow(x);
  if (below && below.shape[4] === block) return below;
  if (height === 1 && width === 1) return viewAs(x, shape);
  const operand = [batch, channels, height, width];
  const moved = producer(x, 'Transpose');
  const perm = moved?.attributes.perm;
  const first = moved?.inputs[0];
  if (first && perm?.type === 'ints' && sameDimensions(perm.value, [0, 2, 3, 1])) {
    return viewAs(channelsInBlocks(first), shape);
  }
  return viewAs(
    node(TO_BLOCKS, [x], { element: 'float32', shape: operand }, { channels_last: int(1) }),
    shape,
  );
}

/** Channels-first images whose channels go into blocks, as an operand. */
export function channelsInBlocks(x: Value): Value {
  return node(TO_BLOCKS, [x], { element: 'float32', shape: x.shape });
}

/** Fewer channels than a block, a multiple of four, channels first: in one block, with zeros behind them. */
export function channelsInOneBlock(x: Value, block: number): Value {
  const [batch = 0, , height = 0, width = 0] = x.shape;
  const operand = node(TO_BLOCKS, [x], { element: 'float32', shape: [batch, block, height, width] });
  return fromOperand(operand, block);
}

/**
 * `x` as it takes part in an operation on blocks of the given shape: spread over what it lacks. Undefined where
 * its elements would have to move other than into blocks.
 */
export function amongBlocks(x: Value, blocks: readonly number[]): Value | undefined {
  if (sizeOf(x.shape) === 1) return viewAs(x, []);
  const [batch = 0, count = 0, height = 0, width = 0, block = 0] = blocks;
  const channels = count * block;
  const rank = x.shape.length;
  if (rank > 4) return undefined;
  const full = [...new Array<number>(4 - rank).fill(1), ...x.shape];
  const [n = 1, h = 1, w = 1, c = 1] = full;
  if (h === 1 && w === 1 && c === channels) return viewAs(x, [n, count, 1, 1, block]);
  if (c === 1) return viewAs(x, [n, 1, h, w, 1]);
  if (n === batch && h === height && w === width && c === channels) {
    if (x.element === 'float32' || blocksBelow(x)) return inBlocks(x, block);
  }
  return undefined;
}
