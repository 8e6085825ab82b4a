/**
 * The local web server: the interface, the contract over HTTP, and the files that exports made. It listens on
 * this machine only and answers only pages that it served itself (see guard.ts).
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { type Channel, REQUESTS } from '../contract.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { streamEvents } from './event-stream.ts';
import { createGuard, type Guard } from './guard.ts';
import type { TransportHost } from './host.ts';
import { refuse } from './http-error.ts';
import { readJson } from './json-body.ts';
import { sendFault, sendFile, sendJson } from './responses.ts';
import { findFile, type StaticFile } from './static-files.ts';

/** A thousand large images as numbers fit; a mistake that sends a whole dataset does not. */
const MOST_BODY_BYTES = 64 * 2 ** 20;

export interface ServerOptions {
  readonly host: TransportHost;
  /** Folder of the built interface, with index.html. */
  readonly pages: string;
  /** Folder whose `<run>/<file>.onnx` can be downloaded. */
  readonly runs: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly mostBodyBytes?: number;
  readonly heartbeatMs?: number;
}

export interface AppServer {
  readonly port: number;
  /** The address to open, with the secret that lets its pages in. */
  readonly url: string;
  close(): Promise<void>;
}

/** Rejects with an Error whose sentence is for the user where the port cannot be taken. */
export async function startServer(options: ServerOptions): Promise<AppServer> {
  const token = randomBytes(24).toString('base64url');
  let guard: Guard | undefined;
  const server = createServer((request, response) => {
    if (guard) void answer(options, guard, request, response);
    else response.destroy();
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, options.port)));
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const { port } = address;
  guard = createGuard(port, token);

  return {
    port,
    url: `http://127.0.0.1:${port}/?token=${token}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        // Event streams never end by themselves.
        server.closeAllConnections();
      }),
  };
}

function portFault(error: NodeJS.ErrnoException, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is already in use, perhaps by another Layerloom. Choose another one with --port, or leave --port out.`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(
        `Port ${port} may not be used by this account. Choose one above 1023 with --port, or leave --port out.`,
        { cause: error },
      );
    default:
      return error;
  }
}

async function answer(
  options: ServerOptions,
  guard: Guard,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setSecurityHeaders(response);
  try {
    guard.checkOrigin(request);
    const url = parseUrl(request.url);
    const cookie = guard.cookieFor(url);
    if (cookie) response.setHeader('set-cookie', cookie);
    else guard.checkToken(request);
    await route(options, request, url, response);
  } catch (error) {
    sendFault(request, response, error);
  }
}

async function route(
  options: ServerOptions,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = url;
  if (pathname === '/api/events') {
    allow(request, 'GET');
    streamEvents(options.host, response, options.heartbeatMs);
  } else if (pathname.startsWith('/api/')) {
    allow(request, 'POST');
    const channel = pathname.slice('/api/'.length);
    if (!isChannel(channel)) throw refuse(404, 'no-channel', `Layerloom has no request "${channel}".`);
    const body = await readJson(request, options.mostBodyBytes ?? MOST_BODY_BYTES);
    sendJson(response, 200, await options.host.handle(channel, body));
  } else if (pathname.startsWith('/uploads/')) {
    allow(request, 'POST');
    const offset = Number(url.searchParams.get('offset') ?? 'none');
    if (request.headers['content-type'] !== 'application/octet-stream' || !Number.isSafeInteger(offset)) {
      throw refuse(
        400,
        'bad-upload',
        'Bytes of an upload come as application/octet-stream, with their offset.',
      );
    }
    const received = await options.host.receive(pathname.slice('/uploads/'.length), offset, request);
    sendJson(response, 200, { received });
  } else if (pathname.startsWith('/files/')) {
    allow(request, 'GET');
    await sendFile(request, response, await findExport(options.runs, pathname), {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(path.basename(decodeURIComponent(pathname)))}`,
    });
  } else {
    allow(request, 'GET');
    await sendPage(options.pages, request, pathname, response);
  }
}

function parseUrl(url: string | undefined): URL {
  try {
    return new URL(url ?? '/', 'http://127.0.0.1');
  } catch {
    throw refuse(400, 'bad-address', `"${url}" is not an address that Layerloom knows.`);
  }
}

function isChannel(channel: string): channel is Channel {
  return Object.hasOwn(REQUESTS, channel);
}

function allow(request: IncomingMessage, method: 'GET' | 'POST'): void {
  if (request.method !== method && !(method === 'GET' && request.method === 'HEAD')) {
    throw refuse(405, 'wrong-method', `${request.url ?? '/'} takes ${method}, not ${request.method ?? '?'}.`);
  }
}

async function findExport(runs: string, pathname: string): Promise<StaticFile> {
  const [run, name, ...rest] = pathname.slice('/files/'.length).split('/');
  const file =
    run && name?.endsWith('.onnx') && rest.length === 0 ? await findFile(runs, `${run}/${name}`) : undefined;
  if (!file) {
    throw refuse(
      404,
      'no-export',
      'There is no such exported file. Export the network again, then download it.',
    );
  }
  return file;
}

async function sendPage(
  pages: string,
  request: IncomingMessage,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const index = pathname === '/' || pathname === '/index.html';
  const file = await findFile(pages, index ? '/index.html' : pathname);
  if (!file && index) {
    throw refuse(
      503,
      'not-built',
      'The interface has not been built yet. Run "npm run build", then reload this page.',
    );
  }
  if (!file) throw refuse(404, 'no-page', `Layerloom has nothing at ${pathname}.`);
  // Everything under assets/ has a hash of its content in its name.
  const kept = pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
  await sendFile(request, response, file, { 'cache-control': kept });
}

function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', contentSecurityPolicy());
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
}
