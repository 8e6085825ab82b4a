import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { TensorFlow } from '../tensorflow.ts';
import { compute, floats, near, numbers } from '../testing/gradient-check.ts';
import { compileGraph } from './graph/compile.ts';
import { add, mul } from './graph/elementwise.ts';
import { scan as scanValues } from './graph/scan.ts';
import { input, type Value } from './graph/value.ts';
import { scan, unrolledScan } from './scan.ts';

const next = numbers(3);
const x = floats([4, 2, 3], next);
const start = floats([2, 3], next);
const matrix = floats([3, 3], next);

type Given = Record<string, tf.Tensor>;

const LOOPS: Readonly<Record<string, (run: typeof scan, tf: TensorFlow, given: Given) => Given>> = {
  'sums up': (run, tf, { x, start }) => {
    const { states, outputs } = run(
      tf,
      { states: [start as tf.Tensor], sequences: [x as tf.Tensor] },
      ([sum], [item]) => {
        const total = tf.add(sum as tf.Tensor, item as tf.Tensor);
        return { states: [total], outputs: [total] };
      },
    );
    return { last: states[0] as tf.Tensor, sums: outputs[0] as tf.Tensor };
  },
  'goes backwards, reads what is around it and passes on what it got': (run, tf, { x, start, matrix }) => {
    const { states, outputs } = run(
      tf,
      {
        states: [start as tf.Tensor, start as tf.Tensor],
        sequences: [x as tf.Tensor, tf.mul(x as tf.Tensor, 2)],
        reverse: true,
      },
      ([a, b], [one, two]) => {
        const turned = tf.matMul(a as tf.Tensor2D, tf.transpose(matrix as tf.Tensor2D));
        return {
          states: [tf.tanh(tf.add(turned, one as tf.Tensor)), a as tf.Tensor],
          outputs: [tf.sub(two as tf.Tensor, b as tf.Tensor), one as tf.Tensor, matrix as tf.Tensor],
        };
      },
    );
    return Object.fromEntries([...states, ...outputs].map((tensor, index) => [`result-${index}`, tensor]));
  },
  'runs inside another loop': (run, tf, { x, start }) => {
    const { outputs } = run(
      tf,
      { states: [start as tf.Tensor], sequences: [x as tf.Tensor] },
      ([sum], [item]) => {
        const inner = run(
          tf,
          { states: [tf.zeros([3])], sequences: [item as tf.Tensor] },
          ([state], [row]) => {
            const total = tf.add(tf.add(state as tf.Tensor, row as tf.Tensor), tf.mean(sum as tf.Tensor, 0));
            return { states: [total], outputs: [] };
          },
        );
        const total = tf.add(sum as tf.Tensor, inner.states[0] as tf.Tensor);
        return { states: [total], outputs: [total] };
      },
    );
    return { sums: outputs[0] as tf.Tensor };
  },
};

describe('a loop', () => {
  const given = { x, start, matrix };

  it.each(Object.entries(LOOPS))('%s, as when it is written out', async (_title, loop) => {
    const results = await compute((tf, tensors) => loop(scan, tf, tensors), given);
    const expected = await compute((tf, tensors) => loop(unrolledScan, tf, tensors), given);
    expect(Object.keys(results)).toEqual(Object.keys(expected));
    for (const [name, { shape, data }] of Object.entries(expected)) {
      expect(results[name]?.shape).toEqual(shape);
      near(name, results[name]?.data as Float32Array, Array.from(data), 1e-6);
    }
  });

  it('keeps of each item only what somebody reads', () => {
    const state = input('state', 'float32', [3]);
    const items = input('items', 'float32', [5, 3]);
    const { states, outputs } = scanValues([state], [items], false, ([sum], [item]) => {
      const total = add(sum as Value, item as Value);
      return { states: [total], outputs: [item as Value, mul(total, total), total] };
    });
    const loopFor = (results: Record<string, Value>) =>
      compileGraph(results).model.graph.nodes.find(({ operator }) => operator === 'Scan');
    const shapeOf = (results: Record<string, Value>) => {
      const loop = loopFor(results);
      const body = loop?.attributes.body;
      const directions = loop?.attributes.scan_output_directions;
      return {
        outputs: loop?.outputs.length,
        inside: body?.type === 'graph' ? body.value.outputs.length : 0,
        directions: directions?.value,
      };
    };
    expect(shapeOf({ last: states[0] as Value })).toEqual({ outputs: 1, inside: 1, directions: [] });
    expect(shapeOf({ squares: outputs[1] as Value })).toEqual({ outputs: 2, inside: 2, directions: [0] });
  });

  it('is refused with a sentence where its step changes the shape of a state', async () => {
    const grows = (tf: TensorFlow, { x, start }: Given) => {
      const { states } = scan(
        tf,
        { states: [start as tf.Tensor], sequences: [x as tf.Tensor] },
        ([state]) => ({ states: [tf.concat([state as tf.Tensor, state as tf.Tensor])], outputs: [] }),
      );
      return { last: states[0] as tf.Tensor };
    };
    await expect(compute(grows, given)).rejects.toThrow(
      'A step of a loop makes [4, 3] of a state of [2, 3]. States keep their shapes.',
    );
  });
});
