/** Where a layer does not do to the letter what a book on Keras says, and why. */
export const KERAS_DIFFERENCES = `## Where Keras differs

Names are Keras's in camel case: \`kernel_size\` is \`kernelSize\`. What Keras asks for without a default has one here, so
that a layer works as soon as it is dropped. These are different on purpose:

| Keras | Here |
|---|---|
| \`data_format\` | Channels are always last; exported files are channels first inside, as ONNX wants them. So \`BatchNormalization\` and \`GroupNormalization\` have no \`axis\`: they take the last. |
| \`Dense\` of an image | [Dense](#dense) takes rows, and sequences step by step; of images it asks for a Flatten, whose absence is nearly always a mistake. A 1 × 1 [Conv2D](#conv2d) computes what Keras would. |
| \`Activation\` as \`activation\` | Both are there; templates draw functions as cards of their own, where they can be seen and exchanged. |
| \`activity_regularizer\` | [ActivityRegularization](#activityregularization) behind the layer. |
| \`seed\` of random layers | One seed for the whole run: its numbers are the same after a crash, and different at every step and in every layer. |
| \`dtype\`, \`name\`, \`trainable\`, \`weights\` | Numbers are float32. A layer is named on its card, frozen and given weights in the inspector. |
| \`stateful\` | Left out: samples are shuffled, so the state of one batch is not where the next begins. Give and take states with \`initialState\` and \`returnState\`. |
| \`unroll\`, \`use_cudnn\`, \`flash_attention\`, \`synchronized\`, \`lora_rank\`, quantization | How it is computed, which the engine decides. |
| \`initial_state\` of a call | \`initialState\`: inputs of the card. |
| \`training\` of a call | On in training steps, off elsewhere; a frozen BatchNormalization keeps its statistics. |
| \`mask\` and \`attention_mask\` of a call | Masks travel along the links by themselves, as [below](#masks); for attention there is an input too. |
| \`Bidirectional(layer, backward_layer)\` | [Bidirectional](#bidirectional) and [TimeDistributed](#timedistributed) hold a kind of layer with its parameters; for two readers of different kinds, draw both. |
| \`merge_mode=None\` | \`mergeMode\` \`none\`: two outputs. |
| \`noise_shape\` | Without the batch, whose samples never share their fate. |
| \`width_factor=None\` of RandomZoom | \`keepAspect\`. |
| \`value_range\` of RandomContrast | Empty: values arrive scaled, and cutting them at 0 and 255 would take away what lies below 0. |
| \`interpolation\` | \`nearest\` and \`bilinear\`, which ONNX has exactly; no bicubic, no lanczos, no \`antialias\`. |
| \`attention_axes\` | Attention runs along the steps of a sequence. |
| \`sparse\` and \`count_weights\` of CategoryEncoding | Left out. |
| \`Lambda\` | [Expression](#expression): a formula that is checked, and exported. |
| \`adapt\` | [Normalization](#normalization) measures the training samples by itself before the first step. |`;

export const MASKS = `## Masks

Sequences of different lengths are filled up. [Embedding](#embedding) with \`maskZero\` and [Masking](#masking) say which
steps only fill: a mask goes on with the sequence, as in Keras, through layers that treat each step by itself.
[SimpleRNN](#simplernn), [LSTM](#lstm), [GRU](#gru) and [Bidirectional](#bidirectional) keep their state over masked steps;
attention and transformer blocks do not look at them; [BatchNormalization](#batchnormalization) and
[GlobalAveragePooling1D](#globalaveragepooling1d) do not count them, nor do losses and the accuracy of an
[Output](#output) that gets a sequence with a mask. A layer that knows nothing of masks says that they end there. Exported
files hold all of it: recurrent operators of ONNX are given the steps that count, and how many these are.`;
