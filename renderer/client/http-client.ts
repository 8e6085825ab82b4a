/** The host behind the local web server: requests as POST, events as Server-Sent Events. */
import { type Channel, type ExportProof, HostError, type Request } from '../../host/contract.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import type { ConnectedHostClient, Connection } from './connected-host-client.ts';
import { exportPath } from './export-path.ts';
import { createListeners } from './listeners.ts';
import { readEvent, readFault, readResponse } from './read-response.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;
/** The status of a request without the secret of the running host. */
const REFUSED = 403;

/** What the client needs of a browser. */
export interface HttpEnvironment {
  readonly fetch: typeof fetch;
  openEvents(url: string): EventSource;
  download(url: string, name: string): void;
}

export function createHttpClient(browser: HttpEnvironment): ConnectedHostClient {
  const events = createListeners<unknown>();
  const connections = createListeners<Connection>();
  let connection: Connection = 'connected';
  let retryMs = FIRST_RETRY_MS;

  const setConnection = (next: Connection) => {
    if (next === connection) return;
    connection = next;
    connections.tell(next);
  };

  // The browser gives up on a stream that is refused (the host was started anew): so the retries are ours.
  const connect = () => {
    const source = browser.openEvents('/api/events');
    source.onopen = () => {
      retryMs = FIRST_RETRY_MS;
      setConnection('connected');
    };
    source.onmessage = ({ data }: MessageEvent<string>) => events.tell(JSON.parse(data));
    source.onerror = () => {
      source.close();
      void post(browser, 'app.info', {}).then(
        ({ status }) => status === REFUSED && setConnection('expired'),
        () => setConnection('lost'),
      );
      setTimeout(connect, retryMs);
      retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
    };
  };
  connect();

  return {
    async request<C extends Channel>(channel: C, request: Request<C>) {
      const response = await post(browser, channel, request);
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw new HostError(readFault(body));
      return readResponse(channel, body);
    },
    subscribe: (listener) =>
      events.add((data) => {
        const event = readEvent(data);
        if (event) listener(event);
      }),
    onConnection: connections.add,
    ownData: {
      kind: 'copies',
      async send(upload, offset, bytes, signal) {
        const response = await reach(() =>
          browser.fetch(`/uploads/${encodeURIComponent(upload)}?offset=${offset}`, {
            method: 'POST',
            headers: { 'content-type': 'application/octet-stream' },
            body: bytes,
            signal,
          }),
        );
        if (!response.ok) throw new HostError(readFault(await response.json().catch(() => undefined)));
      },
    },
    async saveFile(proof: ExportProof) {
      const { run, name } = exportPath(proof);
      browser.download(`/files/${encodeURIComponent(run)}/${encodeURIComponent(name)}`, name);
    },
  };
}

async function post(
  browser: HttpEnvironment,
  channel: Channel,
  request: unknown,
): Promise<globalThis.Response> {
  return reach(() =>
    browser.fetch(`/api/${channel}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }),
  );
}

async function reach(fetching: () => Promise<globalThis.Response>): Promise<globalThis.Response> {
  try {
    return await fetching();
  } catch {
    throw new HostError({ code: 'host-gone', message: t.client.hostGone });
  }
}
