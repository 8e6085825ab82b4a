/**
 * What an exported file says of its inputs and outputs beside the graph, so that a program can feed it and name
 * its answers. Stored as JSON in the file's metadata; docs/onnx-metadata.md describes it for other programs.
 */
import { z } from 'zod';
import { FieldDescription } from '../data/dataset.ts';
import { Preprocessing } from '../data/preprocessing.ts';

export const ExportedInput = z.strictObject({
  /** Name of the graph's input. */
  name: z.string(),
  /** The dataset's field as it was when the network was trained. Its raw values are what the file takes. */
  field: FieldDescription,
  /** Dimensions of one sample, channels last. */
  shape: z.array(z.number().int().positive()),
  /** What the first nodes of the graph do to the raw values; for information, it is done already. */
  preprocessing: Preprocessing,
});
export type ExportedInput = z.infer<typeof ExportedInput>;

export const ExportedOutput = z.strictObject({
  /** Name of the graph's output. */
  name: z.string(),
  /** The dataset's field that it predicts, with the names of the classes where it has classes. */
  field: FieldDescription,
  /** Dimensions of one answer. */
  shape: z.array(z.number().int().positive()),
  loss: z.string(),
});
export type ExportedOutput = z.infer<typeof ExportedOutput>;

export interface ExportMetadata {
  readonly version: string;
  readonly inputs: readonly ExportedInput[];
  readonly outputs: readonly ExportedOutput[];
}

const KEYS = {
  version: 'layerloom.version',
  inputs: 'layerloom.inputs',
  outputs: 'layerloom.outputs',
} as const;

export function writeMetadata({ version, inputs, outputs }: ExportMetadata): Record<string, string> {
  return {
    [KEYS.version]: version,
    [KEYS.inputs]: JSON.stringify(inputs),
    [KEYS.outputs]: JSON.stringify(outputs),
  };
}

/** Undefined for files of other programs, and for those that describe themselves in a way not known here. */
export function readMetadata(metadata: Readonly<Record<string, string>>): ExportMetadata | undefined {
  const version = metadata[KEYS.version];
  const inputs = z.array(ExportedInput).safeParse(parseJson(metadata[KEYS.inputs]));
  const outputs = z.array(ExportedOutput).safeParse(parseJson(metadata[KEYS.outputs]));
  if (version === undefined || !inputs.success || !outputs.success) return undefined;
  return { version, inputs: inputs.data, outputs: outputs.data };
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
