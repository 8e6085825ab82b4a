/** The catalogue: every layer that can be drawn. Adding one is its file and its line here. */
import { activation } from './activation/activation.ts';
import { elu } from './activation/elu.ts';
import { leakyRelu } from './activation/leaky-relu.ts';
import { maxout } from './activation/maxout.ts';
import { prelu } from './activation/prelu.ts';
import { relu } from './activation/relu.ts';
import { softmax } from './activation/softmax.ts';
import { additiveAttention } from './attention/additive-attention.ts';
import { attention } from './attention/attention.ts';
import { multiHeadAttention } from './attention/multi-head-attention.ts';
import { transformerDecoder } from './attention/transformer-decoder.ts';
import { transformerEncoder } from './attention/transformer-encoder.ts';
import { conv1d } from './convolution/conv1d.ts';
import { conv1dTranspose } from './convolution/conv1d-transpose.ts';
import { conv2d } from './convolution/conv2d.ts';
import { conv2dTranspose } from './convolution/conv2d-transpose.ts';
import { conv3d } from './convolution/conv3d.ts';
import { conv3dTranspose } from './convolution/conv3d-transpose.ts';
import { depthwiseConv1d } from './convolution/depthwise-conv1d.ts';
import { depthwiseConv2d } from './convolution/depthwise-conv2d.ts';
import { separableConv1d } from './convolution/separable-conv1d.ts';
import { separableConv2d } from './convolution/separable-conv2d.ts';
import { dense } from './dense/dense.ts';
import { constant } from './io/constant.ts';
import { input } from './io/input.ts';
import { output } from './io/output.ts';
import type { LayerDefinition } from './layer.ts';
import { add } from './merge/add.ts';
import { average } from './merge/average.ts';
import { concatenate } from './merge/concatenate.ts';
import { dot } from './merge/dot.ts';
import { expression } from './merge/expression.ts';
import { maximum } from './merge/maximum.ts';
import { minimum } from './merge/minimum.ts';
import { multiply } from './merge/multiply.ts';
import { subtract } from './merge/subtract.ts';
import { activityRegularization } from './normalization/activity-regularization.ts';
import { alphaDropout } from './normalization/alpha-dropout.ts';
import { batchNormalization } from './normalization/batch-normalization.ts';
import { dropout } from './normalization/dropout.ts';
import { gaussianDropout } from './normalization/gaussian-dropout.ts';
import { gaussianNoise } from './normalization/gaussian-noise.ts';
import { groupNormalization } from './normalization/group-normalization.ts';
import { instanceNormalization } from './normalization/instance-normalization.ts';
import { layerNormalization } from './normalization/layer-normalization.ts';
import { localResponseNormalization } from './normalization/local-response-normalization.ts';
import { rmsNormalization } from './normalization/rms-normalization.ts';
import { spatialDropout1d } from './normalization/spatial-dropout1d.ts';
import { spatialDropout2d } from './normalization/spatial-dropout2d.ts';
import { spatialDropout3d } from './normalization/spatial-dropout3d.ts';
import { unitNormalization } from './normalization/unit-normalization.ts';
import { adaptiveAveragePooling2d } from './pooling/adaptive-average-pooling2d.ts';
import { averagePooling1d } from './pooling/average-pooling1d.ts';
import { averagePooling2d } from './pooling/average-pooling2d.ts';
import { averagePooling3d } from './pooling/average-pooling3d.ts';
import { globalAveragePooling1d } from './pooling/global-average-pooling1d.ts';
import { globalAveragePooling2d } from './pooling/global-average-pooling2d.ts';
import { globalAveragePooling3d } from './pooling/global-average-pooling3d.ts';
import { globalMaxPooling1d } from './pooling/global-max-pooling1d.ts';
import { globalMaxPooling2d } from './pooling/global-max-pooling2d.ts';
import { globalMaxPooling3d } from './pooling/global-max-pooling3d.ts';
import { maxPoolingWithIndices2d } from './pooling/max-pooling-with-indices2d.ts';
import { maxPooling1d } from './pooling/max-pooling1d.ts';
import { maxPooling2d } from './pooling/max-pooling2d.ts';
import { maxPooling3d } from './pooling/max-pooling3d.ts';
import { maxUnpooling2d } from './pooling/max-unpooling2d.ts';
import { categoryEncoding } from './preprocessing/category-encoding.ts';
import { normalization } from './preprocessing/normalization.ts';
import { randomContrast } from './preprocessing/random-contrast.ts';
import { randomCrop } from './preprocessing/random-crop.ts';
import { randomFlip } from './preprocessing/random-flip.ts';
import { randomRotation } from './preprocessing/random-rotation.ts';
import { randomTranslation } from './preprocessing/random-translation.ts';
import { randomZoom } from './preprocessing/random-zoom.ts';
import { rescaling } from './preprocessing/rescaling.ts';
import { cropping1d } from './reshape/cropping1d.ts';
import { cropping2d } from './reshape/cropping2d.ts';
import { cropping3d } from './reshape/cropping3d.ts';
import { flatten } from './reshape/flatten.ts';
import { permute } from './reshape/permute.ts';
import { reduce } from './reshape/reduce.ts';
import { repeatVector } from './reshape/repeat-vector.ts';
import { reshape } from './reshape/reshape.ts';
import { resizing } from './reshape/resizing.ts';
import { slice } from './reshape/slice.ts';
import { squeeze } from './reshape/squeeze.ts';
import { upSampling1d } from './reshape/up-sampling1d.ts';
import { upSampling2d } from './reshape/up-sampling2d.ts';
import { upSampling3d } from './reshape/up-sampling3d.ts';
import { zeroPadding1d } from './reshape/zero-padding1d.ts';
import { zeroPadding2d } from './reshape/zero-padding2d.ts';
import { zeroPadding3d } from './reshape/zero-padding3d.ts';
import { bidirectional } from './sequence/bidirectional.ts';
import { convLstm2d } from './sequence/conv-lstm2d.ts';
import { embedding } from './sequence/embedding.ts';
import { gru } from './sequence/gru.ts';
import { lstm } from './sequence/lstm.ts';
import { masking } from './sequence/masking.ts';
import { positionEmbedding } from './sequence/position-embedding.ts';
import { simpleRnn } from './sequence/simple-rnn.ts';
import { sinePositionEncoding } from './sequence/sine-position-encoding.ts';
import { timeDistributed } from './sequence/time-distributed.ts';

export const LAYERS: readonly LayerDefinition[] = [
  input,
  output,
  constant,
  rescaling,
  normalization,
  categoryEncoding,
  randomFlip,
  randomRotation,
  randomZoom,
  randomTranslation,
  randomCrop,
  randomContrast,
  dense,
  conv2d,
  depthwiseConv2d,
  separableConv2d,
  conv2dTranspose,
  conv1d,
  conv3d,
  conv1dTranspose,
  conv3dTranspose,
  depthwiseConv1d,
  separableConv1d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  globalAveragePooling1d,
  globalMaxPooling1d,
  maxPooling1d,
  averagePooling1d,
  maxPooling3d,
  averagePooling3d,
  globalAveragePooling3d,
  globalMaxPooling3d,
  adaptiveAveragePooling2d,
  maxPoolingWithIndices2d,
  maxUnpooling2d,
  batchNormalization,
  layerNormalization,
  groupNormalization,
  instanceNormalization,
  rmsNormalization,
  unitNormalization,
  localResponseNormalization,
  dropout,
  spatialDropout1d,
  spatialDropout2d,
  spatialDropout3d,
  gaussianDropout,
  alphaDropout,
  gaussianNoise,
  activityRegularization,
  activation,
  softmax,
  relu,
  leakyRelu,
  elu,
  prelu,
  maxout,
  flatten,
  reshape,
  permute,
  reduce,
  squeeze,
  slice,
  repeatVector,
  zeroPadding2d,
  zeroPadding1d,
  zeroPadding3d,
  cropping2d,
  cropping1d,
  cropping3d,
  upSampling2d,
  upSampling1d,
  upSampling3d,
  resizing,
  add,
  subtract,
  dot,
  expression,
  multiply,
  average,
  maximum,
  minimum,
  concatenate,
  multiHeadAttention,
  transformerEncoder,
  transformerDecoder,
  attention,
  additiveAttention,
  embedding,
  masking,
  positionEmbedding,
  sinePositionEncoding,
  simpleRnn,
  lstm,
  gru,
  bidirectional,
  convLstm2d,
  timeDistributed,
];

const BY_TYPE: ReadonlyMap<string, LayerDefinition> = new Map(LAYERS.map((layer) => [layer.type, layer]));

/** Undefined for a type that this version does not know. */
export function findLayer(type: string): LayerDefinition | undefined {
  return BY_TYPE.get(type);
}
