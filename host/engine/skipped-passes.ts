/**
 * Passes of onnxruntime's optimizer that find nothing in a training step: for quantized networks, for attention as
 * other exporters write it, for constants and repetitions that compiling has dealt with. Each walks the whole graph
 * and sorts it again, which takes a network of 150 layers half of its loading time.
 */
const SKIPPED: readonly string[] = [
  'AttentionFusion',
  'Avx2WeightS8ToU8Transformer',
  'BiasDropoutFusion',
  'BiasGeluFusion',
  'BiasSkipLayerNormFusion',
  'BiasSoftmaxFusion',
  'CastChainElimination',
  'CommonSubexpressionElimination',
  'ConstantSharing',
  'DoubleQDQPairsRemover',
  'DynamicQuantizeMatMulFusion',
  'EmbedLayerNormFusion',
  'EnsureUniqueDQForNodeUnit',
  'FastGeluFusion',
  'GatherSliceToSplitFusion',
  'GatherToSliceFusion',
  'GatherToSplitFusion',
  'GeluFusion',
  'GeluFusionL1',
  'GeluFusionL2',
  'GroupQueryAttentionFusion',
  'GroupQueryAttentionPreNormFusion',
  'LayerNormFusion',
  'LayerNormFusionL1',
  'LayerNormFusionL2',
  'MatMulIntegerToFloatFusion',
  'MatMulNBitsFusion',
  'MatMulNBitsMlpFusion',
  'MatMulNBitsQkvFusion',
  'MatMulScaleFusion',
  'NhwcTransformer',
  'PropagateCastOps',
  'QDQFinalCleanupTransformer',
  'QDQPropagationTransformer',
  'QDQS8ToU8Transformer',
  'QDQSelectorActionTransformer',
  'QuickGeluFusion',
  'ReshapeFusion',
  'SimplifiedLayerNormFusion',
  'SkipLayerNormFusion',
  'SliceConcatToSpaceToDepthFusion',
  'WeightBiasQuantization',
  'WhereDummyDq',
];

/** As onnxruntime's session options take it. */
export const SKIPPED_PASSES = SKIPPED.join(';');
