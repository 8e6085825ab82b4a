/** Finds the way to the host: the desktop window's bridge where there is one, the local web server otherwise. */
import { z } from 'zod';
import { type Bridge, createBridgeClient } from './bridge-client.ts';
import type { ConnectedHostClient } from './connected-host-client.ts';
import { createHttpClient } from './http-client.ts';

declare global {
  interface Window {
    readonly layerloom?: Bridge;
  }
}

export function createHostClient(): ConnectedHostClient {
  // The content security policy forbids the code that zod would otherwise make up.
  z.config({ jitless: true });
  if (window.layerloom) return createBridgeClient(window.layerloom);
  forgetToken();
  return createHttpClient({
    fetch: window.fetch.bind(window),
    openEvents: (url) => new EventSource(url),
    download: (url, name) => {
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
    },
  });
}

/** The secret in the address has become a cookie; it need not stay in the history or be copied along. */
function forgetToken(): void {
  const url = new URL(window.location.href);
  if (!url.searchParams.has('token')) return;
  url.searchParams.delete('token');
  window.history.replaceState(window.history.state, '', url);
}
