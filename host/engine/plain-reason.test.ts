import { expect, test } from 'vitest';
import { plainReason } from './plain-reason.ts';

test('what onnxruntime says of a missing device is told in plain words', () => {
  const adapter =
    '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize() adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n';
  expect(plainReason(adapter)).toBe(
    'no graphics card was found that Vulkan, Metal or Direct3D 12 can use; a newer graphics driver may help',
  );
  expect(plainReason('OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library')).toBe(
    'the CUDA libraries are not installed; they need an NVIDIA card, CUDA 12 and cuDNN 9',
  );
});

test('anything else is told as it is, on one line and without the places in sources', () => {
  expect(plainReason('/onnxruntime_src/core/x.cc:1 Device was lost\nat somewhere')).toBe('Device was lost');
});
