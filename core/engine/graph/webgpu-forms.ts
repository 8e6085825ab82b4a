/** What onnxruntime's WebGPU provider computes wrongly, in forms that it computes rightly. */
import { at, pad, reshape, slice } from './layout.ts';
import { type GraphNode, node, nodeOutputs, type Value } from './value.ts';

/** A shader may reach eight buffers at least; one of them is the whole that is parted or joined. */
const MOST_PARTS = 7;

export function webgpuForm(made: GraphNode): readonly Value[] | undefined {
  switch (made.operator) {
    case 'Conv':
      return convInBlocksOfFour(made);
    case 'ConvTranspose':
      return convTransposeOfPairs(made);
    case 'Split':
      return splitOneByOne(made);
    case 'Concat':
      return joinedInSteps(made);
    default:
      return undefined;
  }
}

function axisOf({ attributes }: GraphNode): number {
  return attributes.axis?.type === 'int' ? attributes.axis.value : 0;
}

function splitOneByOne(made: GraphNode): readonly Value[] | undefined {
  const [x] = made.inputs;
  const axis = axisOf(made);
  if (!x || made.outputs.length <= MOST_PARTS) return undefined;
  let begin = 0;
  return made.outputs.map(({ shape }) => {
    const end = begin + at(shape, axis);
    const along = (place: number, others: readonly number[]) =>
      others.map((value, index) => (index === axis ? place : value));
    const part = slice(
      x,
      along(
        begin,
        x.shape.map(() => 0),
      ),
      along(end, x.shape),
    );
    begin = end;
    return part;
  });
}

function joinedInSteps(made: GraphNode): readonly Value[] | undefined {
  const axis = axisOf(made);
  const parts = made.inputs.filter((input) => input !== undefined);
  if (parts.length <= MOST_PARTS) return undefined;
  let joined = parts;
  while (joined.length > 1) {
    const next: Value[] = [];
    for (let first = 0; first < joined.length; first += MOST_PARTS) {
      next.push(join(joined.slice(first, first + MOST_PARTS), axis, made));
    }
    joined = next;
  }
  return joined;
}

function join(parts: readonly Value[], axis: number, { attributes }: GraphNode): Value {
  const { element, shape } = at(parts, 0);
  if (parts.length === 1) return at(parts, 0);
  const length = parts.reduce((sum, part) => sum + at(part.shape, axis), 0);
  const whole = shape.map((size, index) => (index === axis ? length : size));
  return node('Concat', parts, { element, shape: whole }, attributes);
}

/**
 * With a number of input channels that can be divided by three but not by four, and of filters that can be divided
 * by four, its shader reads channels in threes and loses count after the first (onnxruntime#29651). Channels of
 * zeros change no sum.
 */
function convInBlocksOfFour({ inputs, outputs, attributes }: GraphNode): readonly Value[] | undefined {
  const [x, filter, bias] = inputs;
  if (!x || !filter || x.shape.length !== 4) return undefined;
  const channels = at(filter.shape, 1);
  if (channels !== x.shape[1]) return undefined;
  if (channels <= 3 || channels % 3 !== 0 || channels % 4 === 0 || at(filter.shape, 0) % 4 !== 0)
    return undefined;
  const missing = [0, 4 - (channels % 4), 0, 0];
  const none = [0, 0, 0, 0];
  const padded = [pad(x, none, missing, 0), pad(filter, none, missing, 0), ...(bias ? [bias] : [])];
  return nodeOutputs('Conv', padded, outputs, attributes);
}

/**
 * Groups that turn several channels into one are taken for groups of one channel each. With a second channel of
 * zeros in each group, which is cut off again, they are not.
 */
function convTransposeOfPairs({ inputs, outputs, attributes }: GraphNode): readonly Value[] | undefined {
  const [y, filter] = inputs;
  const groups = attributes.group?.type === 'int' ? attributes.group.value : 1;
  if (!y || !filter || inputs.length > 2 || filter.shape.length !== 4 || groups === 1) return undefined;
  if (filter.shape[1] !== 1 || y.shape[1] === groups) return undefined;
  const { element, shape } = at(outputs, 0);
  const [batch = 0, , height = 0, width = 0] = shape;
  const pairs = node(
    'ConvTranspose',
    [y, pad(filter, [0, 0, 0, 0], [0, 1, 0, 0], 0)],
    { element, shape: [batch, 2 * groups, height, width] },
    attributes,
  );
  const firsts = slice(
    reshape(pairs, [batch, groups, 2, height * width]),
    [0, 0, 0, 0],
    [batch, groups, 1, height * width],
  );
  return [reshape(firsts, shape)];
}
