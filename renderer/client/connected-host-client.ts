/** A host client that also tells whether the host answers, so that the interface can say so and catch up after. */
import type { HostClient } from '../../host/contract.ts';

/** `expired`: a host answers again, but it was started anew and does not know this window. */
export type Connection = 'connected' | 'lost' | 'expired';

/** How data of a person's own gets to the host. */
export type OwnDataWay =
  /** A page does not learn where a file lies: its bytes are sent, of an upload that was announced. */
  | {
      readonly kind: 'copies';
      send(upload: string, offset: number, bytes: ArrayBuffer, signal: AbortSignal): Promise<void>;
    }
  /** The desktop window does, and data stays where it is. */
  | {
      readonly kind: 'paths';
      /** By the system's dialog; undefined where nothing was chosen. */
      choose(what: 'file' | 'folder'): Promise<string | undefined>;
      /** Of what was dropped. */
      pathOf(file: File): string;
    };

export interface ConnectedHostClient extends HostClient {
  readonly ownData: OwnDataWay;
  /** Called when the connection is lost and when it is back. Returns a function that ends the subscription. */
  onConnection(listener: (connection: Connection) => void): () => void;
}
