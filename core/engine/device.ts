/** Where a compiled graph runs: names of onnxruntime's providers, as the command line's `--engine`. */
export const DEVICES = ['cpu', 'cuda', 'directml', 'coreml', 'webgpu'] as const;

export type Device = (typeof DEVICES)[number];

/**
 * Only the processor, for which the fast forms were written, is sure to have pooling that says where each maximum
 * stands. WebGPU accepts such a node and then fails; other providers leave it to the processor, with a copy of the
 * images there and back.
 */
export function hasPoolingPlaces(device: Device): boolean {
  return device === 'cpu';
}
