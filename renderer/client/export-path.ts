/** Where an exported file lies below the folder of runs. */
import type { ExportProof } from '../../host/contract.ts';

/** The last two parts of the path of the file: the run and the file's name, on any operating system. */
export function exportPath({ file }: Pick<ExportProof, 'file'>): {
  readonly run: string;
  readonly name: string;
} {
  const [run, name] = file.split(/[/\\]/).slice(-2);
  if (run === undefined || name === undefined)
    throw new Error(`"${file}" is not the path of an exported file.`);
  return { run, name };
}
