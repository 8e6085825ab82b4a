/** Says in a person's words why a device does not work; onnxruntime's own are for those who build it. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /No supported adapters|Failed to get a WebGPU adapter/,
    'no graphics card was found that Vulkan, Metal or Direct3D 12 can use; a newer graphics driver may help',
  ],
  [
    /Failed to load shared library|providers_cuda|providers_shared|libcudart|libcublas|libcudnn/,
    'the CUDA libraries are not installed; they need an NVIDIA card, CUDA 12 and cuDNN 9',
  ],
];

export function plainReason(message: string): string {
  const known = KNOWN.find(([pattern]) => pattern.test(message));
  if (known) return known[1];
  const [first = ''] = message.split('\n', 1);
  // Files and lines of onnxruntime's sources mean nothing here.
  return first.replace(/\/onnxruntime_src\S*\s+/g, '').trim();
}
