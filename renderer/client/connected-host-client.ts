/** A host client that also tells whether the host answers, so that the interface can say so and catch up after. */
import type { HostClient } from '../../host/contract.ts';

/** `expired`: a host answers again, but it was started anew and does not know this window. */
export type Connection = 'connected' | 'lost' | 'expired';

export interface ConnectedHostClient extends HostClient {
  /** Called when the connection is lost and when it is back. Returns a function that ends the subscription. */
  onConnection(listener: (connection: Connection) => void): () => void;
}
