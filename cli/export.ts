import { resolve } from 'node:path';
import { type CliCommand, EXIT, requiredOption } from './command.ts';
import { formatBytes, formatCount } from './figures.ts';
import { withWorker } from './with-worker.ts';

/** `layerloom export`: writes the best epoch's network as an ONNX file and proves it. */
export const exportCommand: CliCommand = {
  name: 'export',
  usage: 'RUN --onnx FILE',
  summary: 'writes a trained network as an ONNX file and proves that it gives the same answers',
  options: { onnx: { type: 'string' } },
  explained: { RUN: 'the folder of a run', '--onnx FILE': 'the file to write; one of that name is replaced' },
  arguments: { min: 1, max: 1 },
  run: async (args, output) => {
    const file = resolve(requiredOption(args, 'onnx', 'name the file that shall be written'));
    const folder = resolve(args.positionals[0] ?? '');
    const proof = await withWorker((worker) => worker.request('export', { folder, file }));
    const { bytes, opset, samples, maxAbsDiff, accuracyTrained, accuracyOnnx, accuracyRecorded } = proof;
    output.line(`Wrote ${file} (${formatBytes(bytes)}, opset ${opset}).`);
    output.line(
      `Proof: opened again in onnxruntime and asked about ${formatCount(samples)} validation samples; the largest difference is ${maxAbsDiff.toPrecision(2)}.`,
    );
    if (accuracyTrained !== undefined && accuracyOnnx !== undefined) {
      output.line(
        `Accuracy: ${(accuracyTrained * 100).toFixed(2)}% trained, ${(accuracyOnnx * 100).toFixed(2)}% in the file.`,
      );
    }
    if (accuracyRecorded !== undefined) {
      output.line(`Training recorded ${(accuracyRecorded * 100).toFixed(2)}% on the same samples.`);
    }
    output.record({
      onnx: file,
      opset,
      bytes,
      parity: { samples, maxAbsDiff, accuracyTrained, accuracyOnnx, accuracyRecorded },
    });
    return EXIT.success;
  },
};
