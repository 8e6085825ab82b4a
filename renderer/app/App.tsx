/** The application: providers around the window, made once for each way to the host. */
import { MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';
import { claimWindow } from '../documents/window-record.ts';
import { cssVariablesResolver, theme } from '../theme/mantine-theme.ts';
import { createSession } from './session.ts';
import { SessionProvider } from './session-context.tsx';
import { Window } from './Window.tsx';

export function App({ client }: { client: ConnectedHostClient }) {
  const [session] = useState(() =>
    createSession(client, window.localStorage, () =>
      claimWindow({ storage: window.localStorage, own: window.sessionStorage, locks: navigator.locks }),
    ),
  );
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const openLink = () => {
      const { hash } = window.location;
      if (hash === '') return;
      window.history.replaceState(window.history.state, '', window.location.href.slice(0, -hash.length));
      void session.openLink(hash);
    };
    void session.recover().finally(() => {
      setReady(true);
      openLink();
    });
    // A window that is hidden may never come back.
    const hide = () => {
      if (document.visibilityState === 'hidden') void session.autosave.flush();
    };
    const leave = () => session.leave();
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('pagehide', leave);
    window.addEventListener('hashchange', openLink);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('hashchange', openLink);
    };
  }, [session]);

  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <SessionProvider session={session}>{ready && <Window />}</SessionProvider>
    </MantineProvider>
  );
}
