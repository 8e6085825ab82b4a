/** From text to a document, and back. Every fault of the text is answered with a sentence that names it. */
import type { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import type { DocumentFault } from './document-fault.ts';
import { FORMAT_PATTERN, migrate } from './migrations/migrate.ts';
import { type Group, NetworkDocument } from './schema.ts';

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
  const { layers, links, notes, groups } = document;
  const doubled =
    findDoubled('layers', layers) ??
    findDoubled('links', links) ??
    findDoubled('notes', notes) ??
    findDoubled('groups', groups);
  if (doubled) return doubled;
  const known = new Set<string>(layers.map(({ id }) => id));
  for (const link of links) {
    for (const end of [link.from, link.to]) {
      if (!known.has(end.layer)) {
        return `Link "${link.id}" leads to the layer "${end.layer}", which is not in the file. Remove the link or add the layer.`;
      }
    }
  }
  for (const group of groups) {
    const missing = group.layers.find((layer) => !known.has(layer));
    if (missing) {
      return `Group "${group.name}" names the layer "${missing}", which is not in the file. Remove it from the group or add the layer.`;
    }
  }
  return findBrokenParent(groups);
}

function findBrokenParent(groups: readonly Group[]): string | undefined {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]));
  for (const { id, name, parent } of groups) {
    if (parent !== undefined && !parents.has(parent)) {
      return `Group "${name}" is in the group "${parent}", which is not in the file. Remove its "parent" or add the group.`;
    }
    const passed = new Set<string>([id]);
    for (let around = parent; around !== undefined; around = parents.get(around)) {
      if (passed.has(around)) {
        return `Group "${name}" is inside itself: its "parent" leads back to it. Remove the "parent" of one of these groups.`;
      }
      passed.add(around);
    }
  }
  return undefined;
}

function findDoubled(what: string, list: readonly { readonly id: string }[]): string | undefined {
  const seen = new Set<string>();
  for (const { id } of list) {
    if (seen.has(id)) return `Two ${what} have the id "${id}". Give one of them another id.`;
    seen.add(id);
  }
  return undefined;
}
