/** Host events as Server-Sent Events, with a heartbeat so that both sides notice when the other is gone. */
import type { ServerResponse } from 'node:http';
import type { TransportHost } from './host.ts';

const HEARTBEAT_MS = 10_000;
/** A page that does not read is cut off rather than kept in memory; it reconnects and asks for what it missed. */
const MOST_UNREAD_BYTES = 8 * 2 ** 20;

export function streamEvents(
  host: TransportHost,
  response: ServerResponse,
  heartbeatMs = HEARTBEAT_MS,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const heartbeat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
  const unsubscribe = host.subscribe((event) => {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  });
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
