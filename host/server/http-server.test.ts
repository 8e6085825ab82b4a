import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostError, type HostEvent } from '../contract.ts';
import type { TransportHost } from './host.ts';
import { type AppServer, startServer } from './http-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What the server was asked, and a way to tell an event. */
function recordingHost() {
  const listeners = new Set<(event: HostEvent) => void>();
  const asked: unknown[] = [];
  const host: TransportHost = {
    async handle(channel, request) {
      asked.push([channel, request]);
      if (channel === 'runs.stop') throw new HostError({ code: 'no-run', message: 'There is no run "x".' });
      return { version: '1.2.3' };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async receive(upload, offset, pieces) {
      let bytes = offset;
      for await (const piece of pieces) bytes += piece.length;
      asked.push([upload, offset, bytes]);
      return bytes;
    },
  };
  return { host, asked, listeners };
}

let folder: string;
let server: AppServer;
let recorded: ReturnType<typeof recordingHost>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-server-'));
  await mkdir(path.join(folder, 'pages/assets'), { recursive: true });
  await mkdir(path.join(folder, 'runs/run-1'), { recursive: true });
  await writeFile(path.join(folder, 'pages/index.html'), '<!doctype html><title>Layerloom</title>');
  await writeFile(path.join(folder, 'pages/assets/main-abc.js'), 'export {};');
  await writeFile(path.join(folder, 'runs/run-1/digits.onnx'), 'ONNX');
  await writeFile(path.join(folder, 'runs/run-1/run.json'), '{}');
  await writeFile(path.join(folder, 'secret.onnx'), 'secret');
  await writeFile(path.join(folder, 'secret.js'), 'secret');
  await symlink(path.join(folder, 'secret.js'), path.join(folder, 'pages/assets/link.js'));
  recorded = recordingHost();
  server = await startServer({
    host: recorded.host,
    pages: path.join(folder, 'pages'),
    runs: path.join(folder, 'runs'),
    port: 0,
    mostBodyBytes: 2 ** 20,
    heartbeatMs: 20,
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const token = () => new URL(server.url).searchParams.get('token') ?? '';
const cookie = () => `layerloom-${server.port}=${token()}`;

/** A request as it goes over the wire: fetch would clean up the path and refuse the headers under test. */
function send(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: server.port,
        method,
        path: target,
        headers: { cookie: cookie(), ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const get = (target: string, headers?: Readonly<Record<string, string>>) => send('GET', target, headers);
const post = (channel: string, body: string, headers?: Readonly<Record<string, string>>) =>
  send('POST', `/api/${channel}`, { 'content-type': 'application/json', ...headers }, body);
const sentence = (answer: Answer) => (JSON.parse(answer.text) as { message: string }).message;

describe('uploads', () => {
  const bytes = { 'content-type': 'application/octet-stream' };

  test('are handed to the host as they come, with their offset', async () => {
    const answer = await send('POST', '/uploads/abc?offset=5', bytes, 'x'.repeat(2 ** 21));
    expect(JSON.parse(answer.text)).toEqual({ received: 5 + 2 ** 21 });
    expect(recorded.asked).toEqual([['abc', 5, 5 + 2 ** 21]]);
  });

  test('need the secret, this origin, an offset and their type', async () => {
    const refused = await send('POST', '/uploads/abc?offset=0', { ...bytes, cookie: '' }, 'x');
    expect(refused.status).toBe(403);
    const foreign = { ...bytes, origin: 'https://example.com' };
    expect((await send('POST', '/uploads/abc?offset=0', foreign, 'x')).status).toBe(403);
    for (const [target, headers] of [
      ['/uploads/abc', bytes],
      ['/uploads/abc?offset=-0.5', bytes],
      ['/uploads/abc?offset=0', { 'content-type': 'text/plain' }],
    ] as const) {
      const answer = await send('POST', target, headers, 'x');
      expect(answer.status).toBe(400);
      expect(sentence(answer)).toBe(
        'Bytes of an upload come as application/octet-stream, with their offset.',
      );
    }
    expect(recorded.asked).toEqual([]);
  });
});

describe('the secret', () => {
  test('becomes a cookie that scripts and other sites cannot use', async () => {
    const answer = await get(`/?token=${token()}`, { cookie: '' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<title>Layerloom</title>');
    expect(answer.headers['set-cookie']).toEqual([`${cookie()}; HttpOnly; SameSite=Strict; Path=/`]);
  });

  test('is asked of every request', async () => {
    for (const target of ['/', '/assets/main-abc.js', '/api/events', '/files/run-1/digits.onnx']) {
      const answer = await get(target, { cookie: `layerloom-${server.port}=wrong` });
      expect(answer.status).toBe(403);
      expect(sentence(answer)).toBe(
        'This window is not connected to the Layerloom that is running now. Open the address that Layerloom printed when it started.',
      );
    }
    expect((await post('app.info', '{}', { cookie: '' })).status).toBe(403);
    expect(recorded.asked).toEqual([]);
  });

  test('missing in an address that a person opens is said on a page', async () => {
    const answer = await get('/', { cookie: '', accept: 'text/html,*/*' });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain('Open the address that Layerloom printed when it started.');
  });
});

describe('who may ask', () => {
  test('a request for another host is refused', async () => {
    const answer = await get('/', { host: 'evil.example' });
    expect(answer.status).toBe(403);
    expect(sentence(answer)).toBe(
      `This request asks for "evil.example", but this is 127.0.0.1:${server.port}. Open the address that Layerloom printed.`,
    );
  });

  test('a page of another origin is refused, even with the cookie', async () => {
    const answer = await post('app.info', '{}', { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(sentence(answer)).toBe(
      'The page at https://evil.example is not part of Layerloom and may not use it.',
    );
    expect((await post('app.info', '{}', { origin: 'null' })).status).toBe(403);
    expect((await get('/api/events', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(recorded.asked).toEqual([]);
  });

  test('its own pages are answered', async () => {
    const answer = await post('app.info', '{}', { origin: `http://127.0.0.1:${server.port}` });
    expect(answer.status).toBe(200);
  });
});

describe('pages', () => {
  test('index.html is never kept, hashed assets always are', async () => {
    const index = await get('/');
    expect(index.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(index.headers['cache-control']).toBe('no-store');
    const script = await get('/assets/main-abc.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  test('may load only what comes from here', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets/%00',
    '/assets/%E0%A4%A',
    '/assets/link.js',
    '/assets',
    '//etc/passwd',
  ])('%s leads nowhere', async (target) => {
    const answer = await get(target);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('secret"');
    expect(sentence(answer)).toMatch(/^Layerloom has nothing at /);
  });

  test('that are not built are said so', async () => {
    await rm(path.join(folder, 'pages/index.html'));
    const answer = await get('/');
    expect(answer.status).toBe(503);
    expect(sentence(answer)).toBe(
      'The interface has not been built yet. Run "npm run build", then reload this page.',
    );
  });
});

describe('requests', () => {
  test('reach the host and come back as JSON', async () => {
    const answer = await post('app.info', '{"a":1}');
    expect(JSON.parse(answer.text)).toEqual({ version: '1.2.3' });
    expect(recorded.asked).toEqual([['app.info', { a: 1 }]]);
  });

  test("carry the host's faults", async () => {
    const answer = await post('runs.stop', '{"run":"x"}');
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text)).toEqual({ code: 'no-run', message: 'There is no run "x".' });
  });

  test.each([
    ['toString', '{}', 404, 'Layerloom has no request "toString".'],
    ['app.info', '{"a":', 400, 'The request is not complete JSON. Reload the page and try again.'],
  ])('%s with %s is refused', async (channel, body, status, message) => {
    const answer = await post(channel, body);
    expect(answer.status).toBe(status);
    expect(sentence(answer)).toBe(message);
  });

  test('must be JSON and POST', async () => {
    const form = await post('app.info', 'a=1', { 'content-type': 'text/plain' });
    expect(sentence(form)).toBe('A request must be application/json, but this one is text/plain.');
    expect(sentence(await get('/api/app.info'))).toBe('/api/app.info takes POST, not GET.');
    expect(recorded.asked).toEqual([]);
  });

  test('are limited in size', async () => {
    const answer = await post('app.info', JSON.stringify('x'.repeat(2 ** 20)));
    expect(answer.status).toBe(413);
    expect(sentence(answer)).toBe(
      'The request is larger than 1 MB, which is the most Layerloom takes at once. Send fewer samples at a time.',
    );
  });
});

describe('events', () => {
  test('arrive as they happen, with a heartbeat, until the page is gone', async () => {
    const abort = new AbortController();
    const response = await fetch(`http://127.0.0.1:${server.port}/api/events`, {
      headers: { cookie: cookie() },
      signal: abort.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const readUntil = async (part: string) => {
      while (!text.includes(part)) text += (await reader?.read())?.value ?? '';
    };
    for (const listener of recorded.listeners) listener({ type: 'runs-changed' });
    await readUntil('data: {"type":"runs-changed"}\n\n');
    await readUntil(': alive\n\n');
    abort.abort();
    await expect.poll(() => recorded.listeners.size).toBe(0);
  });
});

describe('exported files', () => {
  test('are downloaded under their name', async () => {
    const answer = await get('/files/run-1/digits.onnx');
    expect(answer.text).toBe('ONNX');
    expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''digits.onnx");
  });

  test.each([
    '/files/run-1/run.json',
    '/files/../secret.onnx',
    '/files/run-1/..%2f..%2fsecret.onnx',
    '/files/%2e%2e/secret.onnx',
    '/files/run-1/none.onnx',
    '/files/run-1/deeper/digits.onnx',
  ])('%s is not one', async (target) => {
    const answer = await get(target);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('"secret"');
  });
});

test('a port in use is said so', async () => {
  const again = startServer({ host: recorded.host, pages: folder, runs: folder, port: server.port });
  await expect(again).rejects.toThrow(
    `Port ${server.port} is already in use, perhaps by another Layerloom. Choose another one with --port, or leave --port out.`,
  );
});

test('it listens on its one address only', async () => {
  const elsewhere = new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.2', port: server.port, timeout: 2000 }, resolve)
      .on('error', reject)
      .on('timeout', () => reject(new Error('timeout')))
      .end();
  });
  await expect(elsewhere).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|timeout/);
});
