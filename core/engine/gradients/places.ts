/** Gradients that TensorFlow.js lacks of what moves elements to other places, picks some of them or puts some in. */
import type {
  DepthToSpaceAttrs,
  GradConfig,
  NamedAttrMap,
  StridedSliceAttrs,
  Tensor,
  Tensor4D,
} from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function placeGradients(tf: TensorFlow): readonly GradConfig[] {
  return [
    {
      kernelName: tf.StridedSlice,
      inputsToSave: ['x'],
      gradFunc: (dy, saved, attrs) => {
        const [x] = saved as [Tensor];
        const given = attrs as unknown as StridedSliceAttrs;
        const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = given;
        const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
        const slice = (places: Tensor) => tf.stridedSlice(places, begin, end, strides, ...masks);
        return { x: () => handedBack(tf, dy as Tensor, x.shape, slice) };
      },
    },
    {
      kernelName: tf.DepthToSpace,
      gradFunc: (dy, _, attrs) => ({ x: () => spaceToDepth(tf, dy as Tensor4D, attrs) }),
    },
    {
      kernelName: tf.FlipLeftRight,
      gradFunc: (dy) => ({ image: () => tf.image.flipLeftRight(dy as Tensor4D) }),
    },
    {
      kernelName: tf.GatherNd,
      inputsToSave: ['params', 'indices'],
      gradFunc: (dy, saved) => {
        const [params, indices] = saved as [Tensor, Tensor];
        return {
          params: () => tf.scatterND(indices, dy as Tensor, params.shape),
          indices: () => tf.zeros(indices.shape),
        };
      },
    },
    {
      kernelName: tf.ScatterNd,
      inputsToSave: ['indices'],
      gradFunc: (dy, saved) => {
        const [indices] = saved as [Tensor];
        return {
          indices: () => tf.zeros(indices.shape),
          updates: () => tf.gatherND(dy as Tensor, indices),
        };
      },
    },
    {
      kernelName: tf.TensorScatterUpdate,
      inputsToSave: ['indices', 'updates'],
      gradFunc: (dy, saved) => {
        const [indices, updates] = saved as [Tensor, Tensor];
        return {
          tensor: () => tf.tensorScatterUpdate(dy as Tensor, indices, tf.zerosLike(updates)),
          indices: () => tf.zeros(indices.shape),
          updates: () => tf.gatherND(dy as Tensor, indices),
        };
      },
    },
    {
      kernelName: tf.Diag,
      inputsToSave: ['x'],
      gradFunc: (dy, saved) => {
        const [x] = saved as [Tensor];
        const square = tf.reshape(dy as Tensor, [x.size, x.size]);
        return { x: () => tf.reshape(tf.sum(tf.mul(square, tf.eye(x.size)), 1), x.shape) };
      },
    },
    {
      kernelName: tf.TopK,
      inputsToSave: ['x'],
      outputsToSave: [false, true],
      gradFunc: (dy: Tensor | Tensor[], saved) => {
        const [x, indices] = saved as [Tensor, Tensor];
        const [ofValues] = dy as Tensor[];
        if (!ofValues) throw new Error('The gradient of topk came without that of its values.');
        const chosen = tf.oneHot(indices as Parameters<typeof tf.oneHot>[0], x.shape.at(-1) ?? 1);
        return { x: () => tf.sum(tf.mul(tf.expandDims(ofValues, -1), tf.cast(chosen, 'float32')), -2) };
      },
    },
  ];
}

/** Moves places instead of elements to see where each element came from, and sends its gradient there. */
function handedBack(
  tf: TensorFlow,
  dy: Tensor,
  shape: readonly number[],
  moved: (places: Tensor) => Tensor,
): Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  const places = moved(tf.reshape(tf.range(0, size, 1, 'int32'), [...shape]));
  const ids = tf.reshape(places, [dy.size]) as Parameters<typeof tf.unsortedSegmentSum>[1];
  return tf.reshape(tf.unsortedSegmentSum(tf.reshape(dy, [dy.size]), ids, size), [...shape]);
}

/** What `depthToSpace` took apart, put together again. */
function spaceToDepth(tf: TensorFlow, dy: Tensor4D, attrs: NamedAttrMap): Tensor {
  const { blockSize: block, dataFormat } = attrs as unknown as DepthToSpaceAttrs;
  const channelsFirst = dataFormat === 'NCHW';
  const last = channelsFirst ? tf.transpose(dy, [0, 2, 3, 1]) : dy;
  const [batch, height, width, channels] = last.shape;
  const [rows, columns] = [height / block, width / block];
  const parts = tf.reshape(last, [batch, rows, block, columns, block, channels]);
  const together = tf.reshape(tf.transpose(parts, [0, 1, 3, 2, 4, 5]), [
    batch,
    rows,
    columns,
    block * block * channels,
  ]);
  return channelsFirst ? tf.transpose(together, [0, 3, 1, 2]) : together;
}
