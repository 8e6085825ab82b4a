/**
 * Decides who may talk to the local server. Any page in any browser on this machine can send requests to
 * 127.0.0.1, so a request must name this server as its host, come from its own pages, and carry the secret
 * that stood in the address Layerloom opened.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { refuse } from './http-error.ts';

export interface Guard {
  /** Throws HttpError unless the request names this server and, if it says where it comes from, this origin. */
  checkOrigin(request: IncomingMessage): void;
  /** Throws HttpError unless the request carries the secret in its cookie. */
  checkToken(request: IncomingMessage): void;
  /** The cookie to set when `url` carries the right secret. */
  cookieFor(url: URL): string | undefined;
}

export function createGuard(port: number, token: string): Guard {
  // Cookies ignore ports: the name keeps two servers on one machine apart.
  const cookie = `layerloom-${port}`;
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);

  return {
    checkOrigin({ headers }) {
      if (!hosts.has(headers.host ?? '')) {
        throw refuse(
          403,
          'wrong-host',
          `This request asks for "${headers.host ?? 'no host'}", but this is 127.0.0.1:${port}. Open the address that Layerloom printed.`,
        );
      }
      const { origin } = headers;
      if (origin !== undefined && !hosts.has(origin.replace(/^http:\/\//, ''))) {
        throw refuse(
          403,
          'wrong-origin',
          `The page at ${origin} is not part of Layerloom and may not use it.`,
        );
      }
      const site = headers['sec-fetch-site'];
      if (site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') {
        throw refuse(403, 'wrong-origin', 'A page of another site may not use Layerloom.');
      }
    },
    checkToken({ headers }) {
      if (!sameSecret(readCookie(headers.cookie, cookie), token)) {
        throw refuse(
          403,
          'no-token',
          'This window is not connected to the Layerloom that is running now. Open the address that Layerloom printed when it started.',
        );
      }
    },
    cookieFor(url) {
      return sameSecret(url.searchParams.get('token') ?? undefined, token)
        ? `${cookie}=${token}; HttpOnly; SameSite=Strict; Path=/`
        : undefined;
    },
  };
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

function sameSecret(received: string | undefined, expected: string): boolean {
  if (received === undefined) return false;
  const [a, b] = [Buffer.from(received), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
