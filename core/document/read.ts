/** From text to a document, and back. Every fault of the text is answered with a sentence that names it. */
import type { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import { FORMAT_PATTERN, migrate } from './migrations/migrate.ts';
import { NetworkDocument } from './schema.ts';

export interface DocumentFault {
  readonly code: 'not-json' | 'not-a-document' | 'newer-format' | 'bad-document';
  readonly message: string;
}

/** Parses, migrates and validates. Links to layers that do not exist and doubled ids are faults too. */
export function readDocument(text: string): Result<NetworkDocument, DocumentFault> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({
      code: 'not-json',
      message: `This is not a whole JSON file (${reason}). The file may have been cut off; take an earlier copy of it.`,
    });
  }
  return parseDocument(json);
}

export function parseDocument(json: unknown): Result<NetworkDocument, DocumentFault> {
  const format = typeof json === 'object' && json !== null ? Reflect.get(json, 'format') : undefined;
  if (typeof format !== 'string' || !FORMAT_PATTERN.test(format)) {
    return fail({
      code: 'not-a-document',
      message: `This is not a Layerloom network: expected "format": "layerloom/1", received ${JSON.stringify(format) ?? 'nothing'}. Open a file that Layerloom saved.`,
    });
  }
  const migrated = migrate(json, format);
  if (!migrated.ok) return migrated;
  const parsed = NetworkDocument.safeParse(migrated.value);
  if (!parsed.success) return fail({ code: 'bad-document', message: describeFault(parsed.error) });
  const broken = findBrokenReference(parsed.data);
  return broken ? fail({ code: 'bad-document', message: broken }) : ok(parsed.data);
}

/** The text of a document file: stable order, one value a line where that reads well. */
export function writeDocument(document: NetworkDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function describeFault(error: z.ZodError): string {
  const [first] = error.issues;
  if (!first) return 'The file does not follow the format layerloom/1.';
  if (first.code === 'unrecognized_keys') {
    const where = formatPath(first.path);
    return `The file has the unknown field "${first.keys.join('", "')}"${where ? ` in ${where}` : ''}. It was made by another program or edited by hand; remove the field.`;
  }
  const where = formatPath(first.path) || 'the file';
  return `The file does not follow the format layerloom/1: at ${where}: ${first.message}.`;
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`))
    .join('');
}

function findBrokenReference(document: NetworkDocument): string | undefined {
  const layers = new Set<string>();
  for (const { id } of document.layers) {
    if (layers.has(id)) return `Two layers have the id "${id}". Give one of them another id.`;
    layers.add(id);
  }
  const links = new Set<string>();
  for (const link of document.links) {
    if (links.has(link.id)) return `Two links have the id "${link.id}". Give one of them another id.`;
    links.add(link.id);
    for (const end of [link.from, link.to]) {
      if (!layers.has(end.layer)) {
        return `Link "${link.id}" leads to the layer "${end.layer}", which is not in the file. Remove the link or add the layer.`;
      }
    }
  }
  for (const group of document.groups) {
    const missing = group.layers.find((layer) => !layers.has(layer));
    if (missing) return `Group "${group.name}" names the layer "${missing}", which is not in the file.`;
  }
  return undefined;
}
