/**
 * Serves the interface to the window under `app://layerloom/`, a real origin of its own: `file://` pages have
 * none and could read any file.
 */
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from '../host/server/content-security-policy.ts';
import { findFile } from '../host/server/static-files.ts';

const SCHEME = 'app';
export const APP_ORIGIN = `${SCHEME}://layerloom`;

/** Must be called before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** `pages` is the folder of the built interface. */
export function serveApp(session: Session, pages: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    const file =
      host === 'layerloom' ? await findFile(pages, pathname === '/' ? '/index.html' : pathname) : undefined;
    if (!file) return new Response('Layerloom has nothing at this address.', { status: 404 });
    return new Response(await readFile(file.path), {
      headers: {
        'content-type': file.type,
        'content-security-policy': contentSecurityPolicy(),
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
