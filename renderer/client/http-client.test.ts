import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HostEvent } from '../../host/contract.ts';
import type { Connection } from './connected-host-client.ts';
import { createHttpClient } from './http-client.ts';

class FakeEvents {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  close() {
    this.closed = true;
  }
}

/** A browser whose server the test plays. */
function browser() {
  const streams: FakeEvents[] = [];
  const downloads: string[] = [];
  let answer: () => Promise<Response> = async () => Response.json({});
  const fetch = vi.fn((_url: string, _options: RequestInit) => answer());
  const client = createHttpClient({
    fetch: fetch as unknown as typeof globalThis.fetch,
    openEvents: () => {
      const stream = new FakeEvents();
      streams.push(stream);
      return stream as unknown as EventSource;
    },
    download: (url) => downloads.push(url),
  });
  return {
    client,
    fetch,
    streams,
    downloads,
    answerWith: (next: () => Promise<Response>) => {
      answer = next;
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const INFO = { version: '1.0.0', shell: 'browser', engine: 'cpu' };

test('a request is posted as JSON and its answer checked', async () => {
  const { client, fetch, answerWith } = browser();
  answerWith(async () => Response.json(INFO));
  expect(await client.request('app.info', {})).toEqual(INFO);
  expect(fetch).toHaveBeenCalledWith(
    '/api/app.info',
    expect.objectContaining({ method: 'POST', body: '{}' }),
  );
});

test('an answer that is not what the contract says is refused', async () => {
  const { client, answerWith } = browser();
  answerWith(async () => Response.json({ version: 1 }));
  await expect(client.request('app.info', {})).rejects.toThrow(
    'The host answered "app.info" with something this window does not understand',
  );
});

test("the host's own sentence is passed on", async () => {
  const { client, answerWith } = browser();
  answerWith(async () => Response.json({ code: 'no-run', message: 'There is no run "x".' }, { status: 422 }));
  await expect(client.request('runs.stop', { run: 'x' })).rejects.toThrow('There is no run "x".');
});

test('a host that is gone is said so', async () => {
  const { client, answerWith } = browser();
  answerWith(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(client.request('app.info', {})).rejects.toThrow(
    'Layerloom’s host does not answer. If you closed its terminal window, start Layerloom again; your work is saved.',
  );
});

test('events are checked and passed on', () => {
  const { client, streams } = browser();
  const events: HostEvent[] = [];
  const unsubscribe = client.subscribe((event) => events.push(event));
  streams[0]?.onmessage?.({ data: '{"type":"runs-changed"}' });
  streams[0]?.onmessage?.({ data: '{"type":"from-a-newer-version"}' });
  unsubscribe();
  streams[0]?.onmessage?.({ data: '{"type":"runs-changed"}' });
  expect(events).toEqual([{ type: 'runs-changed' }]);
});

test('a lost connection is told, tried again less and less often, and told when it is back', async () => {
  const { client, streams, answerWith } = browser();
  const told: Connection[] = [];
  client.onConnection((connection) => told.push(connection));
  answerWith(() => Promise.reject(new TypeError('Failed to fetch')));
  streams[0]?.onerror?.();
  await vi.advanceTimersByTimeAsync(500);
  expect(streams).toHaveLength(2);
  expect(streams[0]?.closed).toBe(true);
  streams[1]?.onerror?.();
  await vi.advanceTimersByTimeAsync(500);
  expect(streams).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(500);
  expect(streams).toHaveLength(3);
  streams[2]?.onopen?.();
  expect(told).toEqual(['lost', 'connected']);
});

test('a host that was started anew is told apart from one that is gone', async () => {
  const { client, streams, answerWith } = browser();
  const told: Connection[] = [];
  client.onConnection((connection) => told.push(connection));
  answerWith(async () => Response.json({ code: 'no-token', message: '' }, { status: 403 }));
  streams[0]?.onerror?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['expired']);
});

test('an export is downloaded from the folder of its run', async () => {
  const { client, downloads } = browser();
  const proof = { bytes: 1, opset: 17, samples: 1, maxAbsDiff: 0 };
  await client.saveFile({ ...proof, file: '/home/me/Layerloom/runs/digits-2/my digits.onnx' });
  await client.saveFile({ ...proof, file: 'C:\\Users\\me\\runs\\digits\\digits.onnx' });
  expect(downloads).toEqual(['/files/digits-2/my%20digits.onnx', '/files/digits/digits.onnx']);
});
