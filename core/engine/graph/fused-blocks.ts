/**
 * Fewer passes over channels in blocks: a blocked convolution adds a number for each channel and another tensor to
 * its sums, and cuts them off at zero, while it writes them. One of a single tap for each channel by itself scales
 * channels, faster than the runtime multiplies where it has to repeat one operand.
 */

import { asOperand, BLOCKED_CONV, fromOperand } from './blocked.ts';
import type { FormRule } from './form-rule.ts';
import { at, reshape } from './layout.ts';
import { type Window, windowAttributes } from './products.ts';
import {
  type Attributes,
  constant,
  type GraphNode,
  node,
  producer,
  sameDimensions,
  sizeOf,
  text,
  type Value,
} from './value.ts';

/** What a blocked convolution computes: `activation(x * filter + bias + sum)`. */
interface Sums {
  readonly x: Value;
  readonly filter: Value;
  readonly bias: Value | undefined;
  readonly sum: Value | undefined;
  readonly attributes: Attributes;
  /** Of the operand that it is. */
  readonly shape: readonly number[];
}

/** `block` is how many channels the device's blocks hold: what ends in another dimension is no image in blocks. */
export function fusedBlocks(results: Readonly<Record<string, Value>>, block: number): FormRule {
  const uses = usesOf(Object.values(results));
  /** Nobody else reads it. */
  const once = (value: Value | undefined): boolean => {
    if (value?.source.kind !== 'node' || uses.get(value.source.node) !== 1) return false;
    const { operator, inputs } = value.source.node;
    return operator !== 'Reshape' || inputs[0]?.source.kind !== 'node' || once(inputs[0]);
  };
  return ({ operator, inputs, outputs }, original) => {
    const [a, b] = inputs;
    const type = at(outputs, 0);
    if (!a || type.shape.length !== 5 || type.shape[4] !== block || type.element !== 'float32')
      return undefined;
    const made = (sums: Sums) => [fromOperand(convolution(sums), block)];
    /** The sums of an operand that may be changed, as only this node reads it. */
    const open = (index: 0 | 1): Sums | undefined => {
      const value = inputs[index];
      const sums = value && once(original.inputs[index]) ? sumsBehind(value) : undefined;
      return sums && value && sameDimensions(value.shape, type.shape) ? sums : undefined;
    };
    if (operator === 'Relu') {
      const sums = open(0);
      return sums && made({ ...sums, attributes: { ...sums.attributes, activation: text('Relu') } });
    }
    if (!b || !['Add', 'Mul', 'Sub'].includes(operator)) return undefined;
    const turned = operator === 'Sub' ? negative : (value: Value) => value;
    for (const [index, big, small] of [[0, a, b] as const, [1, b, a] as const]) {
      if (!sameDimensions(big.shape, type.shape) || !isPerChannel(small, type.shape)) continue;
      if (operator === 'Mul') return made(scaled(big, small));
      if (operator === 'Sub' && index === 1) return made({ ...scaled(big, filled(small, -1)), bias: small });
      const sums = open(index);
      return made({ ...(sums && !sums.bias ? sums : scaled(big, filled(small, 1))), bias: turned(small) });
    }
    if (operator === 'Mul' || !sameDimensions(a.shape, b.shape)) return undefined;
    const [first, second] = [open(0), open(1)];
    if (operator === 'Add') {
      if (first && !first.sum && once(original.inputs[1])) return made({ ...first, sum: b });
      return second && !second.sum && once(original.inputs[0]) ? made({ ...second, sum: a }) : undefined;
    }
    if (!second || second.sum || !isScaling(second)) return undefined;
    const { filter, bias } = second;
    const opposite = { ...second, filter: negative(filter), bias: bias && negative(bias) };
    if (first && !first.sum) return made({ ...first, sum: at(made(opposite), 0) });
    return once(original.inputs[0]) ? made({ ...opposite, sum: a }) : undefined;
  };
}

/** How many nodes and results read each node. */
function usesOf(results: readonly Value[]): ReadonlyMap<GraphNode, number> {
  const uses = new Map<GraphNode, number>();
  const stack = [...results];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.source.kind !== 'node') continue;
    const { node } = value.source;
    const before = uses.get(node) ?? 0;
    uses.set(node, before + 1);
    if (before > 0) continue;
    const { captured = [], results: inner = [] } = node.body ?? {};
    // What a body reads, it reads again for each item.
    stack.push(...node.inputs.filter((input) => input !== undefined), ...captured, ...captured, ...inner);
  }
  return uses;
}

/** A finished one, which was cut off at zero, is not open to more. */
function sumsBehind(value: Value): Sums | undefined {
  const operand = producer(value, 'Reshape')?.inputs[0];
  const conv = operand && producer(operand, BLOCKED_CONV);
  const [x, filter, bias, sum] = conv?.inputs ?? [];
  if (!conv || !x || !filter || conv.attributes.activation) return undefined;
  const { attributes } = conv;
  return {
    x,
    filter,
    bias,
    sum: sum && fromOperand(sum, at(value.shape, 4)),
    attributes,
    shape: operand.shape,
  };
}

function convolution({ x, filter, bias, sum, attributes, shape }: Sums): Value {
  const operands = [x, filter, bias && reshape(bias, [sizeOf(bias.shape)]), sum && asOperand(sum)];
  while (operands.at(-1) === undefined) operands.pop();
  return node(BLOCKED_CONV, operands, { element: 'float32', shape }, attributes);
}

function isPerChannel({ shape }: Value, blocks: readonly number[]): boolean {
  const [, count = 0, , , block = 0] = blocks;
  return sameDimensions(shape, [1, count, 1, 1, block]);
}

const ONE_TAP: Window = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] };

/** Every channel times its factor. */
function scaled(big: Value, factors: Value): Sums {
  const channels = sizeOf(factors.shape);
  const x = asOperand(big);
  return {
    x,
    filter: reshape(factors, [channels, 1, 1, 1]),
    bias: undefined,
    sum: undefined,
    attributes: { ...windowAttributes(ONE_TAP, channels), auto_pad: text('NOTSET') },
    shape: x.shape,
  };
}

function isScaling({ x, filter, attributes }: Sums): boolean {
  const { group } = attributes;
  return group?.type === 'int' && group.value === x.shape[1] && sizeOf(filter.shape) === group.value;
}

function filled(like: Value, value: number): Value {
  return constant('float32', like.shape, new Float32Array(sizeOf(like.shape)).fill(value));
}

function negative(value: Value): Value {
  return node('Neg', [value], value);
}
