/** Hands the session, and with it every store, to the components. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import { DocumentProvider } from '../state/document-context.tsx';
import { RunStoreProvider } from '../state/run-store-context.tsx';
import { HostProvider } from './host-context.tsx';
import type { Session } from './session.ts';
import { UiProvider } from './ui-context.tsx';

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  useStore(session.tabs.store, ({ active }) => active);
  const { document, runs } = session.tabs.current();
  return (
    <SessionContext value={session}>
      <HostProvider client={session.host}>
        <UiProvider store={session.ui}>
          <DocumentProvider store={document}>
            <RunStoreProvider store={runs}>{children}</RunStoreProvider>
          </DocumentProvider>
        </UiProvider>
      </HostProvider>
    </SessionContext>
  );
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is used outside of SessionProvider.');
  return session;
}
