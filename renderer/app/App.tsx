/** The application: providers around the window, made once for each way to the host. */
import { MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';
import { cssVariablesResolver, theme } from '../theme/mantine-theme.ts';
import { createSession } from './session.ts';
import { SessionProvider } from './session-context.tsx';
import { Window } from './Window.tsx';

export function App({ client }: { client: ConnectedHostClient }) {
  const [session] = useState(() => createSession(client, window.localStorage));
  const [ready, setReady] = useState(false);

  useEffect(() => {
    void session.recover().finally(() => setReady(true));
    // A window that is hidden may never come back.
    const leave = () => {
      if (document.visibilityState === 'hidden') void session.autosave.flush();
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, [session]);

  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <SessionProvider session={session}>{ready && <Window />}</SessionProvider>
    </MantineProvider>
  );
}
