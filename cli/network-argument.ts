/** Finds the network that a command names: a document file, or a template by its id. */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { nearest } from '../core/data/nearest.ts';
import { readDocument } from '../core/document/read.ts';
import type { DatasetReference, NetworkDocument } from '../core/document/schema.ts';
import { HostError } from '../host/contract.ts';
import { readInputFile } from '../host/read-input-file.ts';
import { listTemplates } from '../host/templates.ts';
import { type Arguments, textOption } from './command.ts';
import { dataChoice } from './data-choice.ts';

export interface NamedNetwork {
  readonly document: NetworkDocument;
  /** What a relative path of its dataset is relative to. */
  readonly baseFolder: string;
}

export async function findNetwork(name: string): Promise<NamedNetwork> {
  if (existsSync(name) && statSync(name).isFile()) return readNetwork(name);
  const templates = await listTemplates();
  const template = templates.find(({ id }) => id === name);
  if (template) return { document: template.document, baseFolder: process.cwd() };
  const ids = templates.map(({ id }) => id);
  const guess = nearest(name, ids);
  throw new HostError({
    code: 'unknown-network',
    message: `There is no file "${name}", and no template of that name.${guess ? ` Did you mean "${guess}"?` : ''} The templates are: ${ids.join(', ')}.`,
  });
}

async function readNetwork(file: string): Promise<NamedNetwork> {
  const document = readDocument(new TextDecoder().decode(await readInputFile(file, 'a network')));
  if (!document.ok) {
    throw new HostError({ code: document.error.code, message: `"${file}": ${document.error.message}` });
  }
  return { document: document.value, baseFolder: dirname(resolve(file)) };
}

/** The network with the data that `--data`, `--target` and `--window` name instead of its own. */
export function withData({ document, baseFolder }: NamedNetwork, args: Arguments): NamedNetwork {
  const source = textOption(args, 'data');
  if (source !== undefined) {
    const dataset: DatasetReference = { source, ...dataChoice(args) };
    return { document: { ...document, dataset }, baseFolder: process.cwd() };
  }
  if (!document.dataset) return { document, baseFolder };
  return { document: { ...document, dataset: { ...document.dataset, ...dataChoice(args) } }, baseFolder };
}
