/** Reads the JSON body of a request, up to a limit. */
import type { IncomingMessage } from 'node:http';
import { refuse } from './http-error.ts';

export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const type = request.headers['content-type']?.split(';')[0]?.trim();
  if (type !== 'application/json') {
    throw refuse(
      415,
      'not-json',
      `A request must be application/json, but this one is ${type ?? 'untyped'}.`,
    );
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw refuse(
        413,
        'too-large',
        `The request is larger than ${Math.floor(mostBytes / 2 ** 20)} MB, which is the most Layerloom takes at once. Send fewer samples at a time.`,
      );
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw refuse(400, 'not-json', 'The request is not complete JSON. Reload the page and try again.');
  }
}
