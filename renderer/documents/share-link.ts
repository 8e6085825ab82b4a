/** A link that carries a whole network: `#network=` and its JSON, compressed, as base64url. */
import type { DocumentFault } from '../../core/document/document-fault.ts';
import { readDocument } from '../../core/document/read.ts';
import { NetworkDocument } from '../../core/document/schema.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { enDocuments as t } from '../i18n/en-documents.ts';
import { formatBytes } from '../i18n/format.ts';

const MARK = '#network=';
const IN_TEXT = /#network=([A-Za-z0-9_-]*)/;
/** Longer ones are cut off on their way by mail and chat programs. */
export const LONGEST_LINK = 32_000;
/** A link of the longest kind may unfold to a lot. */
const MOST_BYTES = 20_000_000;

export function isLink(text: string): boolean {
  return IN_TEXT.test(text);
}

/** `address` is that of the page, without a fragment. */
export async function makeLink(
  address: string,
  document: NetworkDocument,
): Promise<Result<string, { readonly message: string }>> {
  const json = JSON.stringify(NetworkDocument.parse(document));
  const bytes = await collect(new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw')));
  const link = `${address}${MARK}${toBase64Url(bytes ?? new Uint8Array())}`;
  if (link.length > LONGEST_LINK) {
    return fail({ message: t.link.tooLong(link.length, LONGEST_LINK) });
  }
  return ok(link);
}

/** The network in a text with a link; undefined where the text holds none. */
export async function readLink(text: string): Promise<Result<NetworkDocument, DocumentFault> | undefined> {
  const found = IN_TEXT.exec(text)?.[1];
  if (found === undefined) return undefined;
  const damaged = fail({ code: 'not-a-document', message: t.link.damaged } as const);
  let bytes: Uint8Array | undefined;
  try {
    const packed = fromBase64Url(found);
    bytes = await collect(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')));
  } catch {
    return damaged;
  }
  if (!bytes) return fail({ code: 'not-a-document', message: t.link.tooLarge(formatBytes(MOST_BYTES)) });
  const read = readDocument(new TextDecoder().decode(bytes));
  return !read.ok && read.error.code === 'not-json' ? damaged : read;
}

/** Undefined where there are more than `MOST_BYTES`. */
async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      return undefined;
    }
    parts.push(new Uint8Array(next.value));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
