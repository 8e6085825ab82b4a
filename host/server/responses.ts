/** Writes answers: JSON, files, and refusals as a sentence (as a page where a person opened the address). */
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { HostError, type HostFault } from '../contract.ts';
import { HttpError } from './http-error.ts';
import type { StaticFile } from './static-files.ts';

export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: StaticFile,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes, ...headers });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

export function sendFault(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What is left of the body is not read: the connection cannot be used again.
  if (!request.complete) response.setHeader('connection', 'close');
  const { status, fault } = describeFault(error);
  if (request.headers.accept?.includes('text/html')) {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(faultPage(fault));
  } else sendJson(response, status, fault);
}

function describeFault(error: unknown): { readonly status: number; readonly fault: HostFault } {
  if (error instanceof HttpError) return { status: error.status, fault: error.fault };
  if (error instanceof HostError) return { status: 422, fault: error.fault };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    status: 500,
    fault: {
      code: 'internal',
      message: `Layerloom made a mistake: ${reason}. Try again, and report it if it stays.`,
    },
  };
}

function faultPage({ message }: HostFault): string {
  const text = message.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Layerloom</title><body style="font: 16px/1.5 system-ui; max-width: 36em; margin: 20vh auto; padding: 0 24px"><h1 style="font-size: 20px">Layerloom</h1><p>${text}</p></body></html>`;
}
