/** Opens ONNX files in onnxruntime, and says in a sentence why one cannot be opened. */
import { InferenceSession } from 'onnxruntime-node';
import { type OnnxHeader, readOnnxHeader } from '../../core/onnx/read-model.ts';
import { HostError } from '../contract.ts';
import { readInputFile } from '../read-input-file.ts';

export interface OpenedFile {
  readonly session: InferenceSession;
  readonly header: OnnxHeader;
  readonly bytes: number;
}

/** Throws `HostError` for a file that is missing, is not ONNX, or needs what onnxruntime does not have. */
export async function openSession(file: string): Promise<OpenedFile> {
  const content = await readInputFile(file, 'an ONNX file');
  const header = readOnnxHeader(content);
  if (!header.ok) {
    throw new HostError({ code: 'onnx-unreadable', message: `"${file}": ${header.error.message}` });
  }
  try {
    // By path, so that files whose weights lie beside them can be opened too. Errors are thrown, not logged.
    const session = await InferenceSession.create(file, { logSeverityLevel: 4 });
    return { session, header: header.value, bytes: content.length };
  } catch (error) {
    throw new HostError({
      code: 'onnx-not-runnable',
      message: `"${file}" is an ONNX file, but onnxruntime cannot run it: ${runtimeReason(error)}. If it was copied or downloaded, do that again; otherwise export it once more, with opset 17 and everything in one file.`,
    });
  }
}

/** The words of onnxruntime's message without its codes and places in its source. */
export function runtimeReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [line = text] = text.split('\n');
  return line
    .replace(/^Load model from .* failed:\s*/, '')
    .replace(/^(\S+\.(cc|h):\d+ .*?\)\s*)/, '')
    .replace(/[.\s]+$/, '');
}
