/** What onnxruntime's WebGPU provider computes wrongly, in forms that it computes rightly. */
import { at, pad } from './layout.ts';
import { type GraphNode, nodeOutputs, type Value } from './value.ts';

export function webgpuForm(node: GraphNode): readonly Value[] | undefined {
  return node.operator === 'Conv' ? convInBlocksOfFour(node) : undefined;
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
