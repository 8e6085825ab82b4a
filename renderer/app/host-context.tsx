/** Hands the way to the host to every component, so that none of them knows how the host is reached. */
import { createContext, type ReactNode, useContext } from 'react';
import type { HostClient } from '../../host/contract.ts';

const HostContext = createContext<HostClient | undefined>(undefined);

export function HostProvider({ client, children }: { client: HostClient; children: ReactNode }) {
  return <HostContext value={client}>{children}</HostContext>;
}

/** The host of this window. */
export function useHost(): HostClient {
  const client = useContext(HostContext);
  if (!client) throw new Error('useHost is used outside of HostProvider.');
  return client;
}
