/** Opens an address in the person's browser, where there is one; says nothing where there is none. */
import { spawn } from 'node:child_process';

export function openBrowser(url: string): void {
  const opener = findOpener(url);
  if (!opener) return;
  const child = spawn(opener.command, opener.args, { detached: true, stdio: 'ignore' });
  // No such program: the address is printed anyway.
  child.on('error', () => undefined);
  child.unref();
}

function findOpener(url: string): { readonly command: string; readonly args: readonly string[] } | undefined {
  switch (process.platform) {
    case 'darwin':
      return { command: 'open', args: [url] };
    case 'win32':
      return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
    default:
      return process.env.DISPLAY || process.env.WAYLAND_DISPLAY
        ? { command: 'xdg-open', args: [url] }
        : undefined;
  }
}
