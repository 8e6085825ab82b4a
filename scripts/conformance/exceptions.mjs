/**
 * Cases of TensorFlow.js's suite that the engine does not answer for, each group with its reason: by a part of the
 * case's name, or by the sentence with which the engine refuses what it does not compute. An exception counts only
 * for a case that fails; one that no failing case needs any more is reported.
 *
 * @type {readonly {
 *   readonly reason: string,
 *   readonly cases?: readonly string[],
 *   readonly refusals?: readonly string[],
 * }[]}
 */
export const EXCEPTIONS = [
  {
    reason: 'Text is refused: the engine computes with numbers.',
    refusals: [
      'The program uses string tensors.',
      'The program fills a tensor with text.',
      'It works on text,',
    ],
  },
  {
    reason: 'Complex numbers and Fourier transforms are refused.',
    refusals: ['It works on complex numbers,', 'The program uses complex64 tensors.'],
  },
  {
    reason: 'Ragged tensors are refused: a compiled program needs one shape.',
    refusals: ['Its rows differ in length,'],
  },
  {
    reason: 'Results whose shape depends on values are refused: a compiled program needs shapes.',
    refusals: ['The shape of its result depends on values,'],
  },
  {
    reason: 'Canvas and images of a browser are refused.',
    refusals: ['It needs the canvas or the images of a browser.'],
  },
  {
    reason: 'Random numbers without a seed are refused: a run could not be resumed to the same numbers.',
    refusals: ['Its random numbers cannot be repeated'],
  },
  {
    reason: 'Warping images by a projection is refused: images are augmented before they reach a program.',
    refusals: ['Rotate and warp images before they reach the program.'],
  },
  {
    reason: 'A synchronous read cannot compile: onnxruntime-node runs asynchronously.',
    refusals: ['The program reads the values of a tensor'],
  },
  {
    reason: 'Timing of single kernels: the engine runs whole programs.',
    refusals: ["'time' not yet implemented"],
  },
  {
    reason:
      'onnxruntime has rules of its own for NaN among extremes. Others would cost every maximum a second pass.',
    cases: [
      'argmax layerloom {} ignores NaNs',
      'argmin layerloom {} ignores NaNs',
      'max layerloom {} return NaNs',
      'min layerloom {} return NaNs',
      'maxPoolWithArgmax layerloom {} [x=[1,3,3,1] f=[2,2] s=1 ignores NaNs',
    ],
  },
  {
    reason: 'onnxruntime refuses a pooling window that fits into the padding.',
    cases: ['x=[1,1,1,1,1] f=[2,2,2] s=1 p=2', 's=2 p=1 fractional outputs default rounding'],
  },
  {
    reason:
      'The expected gradient divides by the whole window at the edges, where the forward pass does not.',
    cases: ['avgPool layerloom {} gradient x=[3,3,1] f=[3,3] s=1 p=explicit'],
  },
  {
    reason: 'The case asks for an error: the engine has the gradients of dilated convolutions.',
    cases: ['depthwiseConv2d gradients layerloom {} throws error on dilations > 1'],
  },
  {
    reason: 'The demanded output shape contradicts the window and the input.',
    cases: ['input=8x8x8,output=4x4x8,f=8,s=1,inDepth=8,p=same vec4'],
  },
  {
    reason: 'One unit in the last place of float32 is more than the absolute tolerance of the case.',
    cases: ['exp layerloom {} int32', 'tan layerloom {} numbers exceed float32 precision'],
  },
  {
    reason: 'Indices are values, which are not looked at while a program is compiled.',
    cases: ['gather layerloom {} throws when index is out of bound'],
  },
];
