/** What onnxruntime's WebGPU provider computes wrongly, in forms that it computes rightly. */
import { at, pad, reshape, slice } from './layout.ts';
import { type GraphNode, node, nodeOutputs, type Value } from './value.ts';

export function webgpuForm(made: GraphNode): readonly Value[] | undefined {
  if (made.operator === 'Conv') return convInBlocksOfFour(made);
  return made.operator === 'ConvTranspose' ? convTransposeOfPairs(made) : undefined;
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
