/** What a host is to a transport (local server, desktop window): it answers requests and tells events. */
import type { Channel, HostEvent } from '../contract.ts';

export interface TransportHost {
  /** Validates the request and the response. Rejects with a HostError whose message is for the user. */
  handle(channel: Channel, request: unknown): Promise<unknown>;
  /** Returns a function that ends the subscription. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** Bytes of an announced upload, from `offset` on. Answers with how many are there now. */
  receive(upload: string, offset: number, pieces: AsyncIterable<Uint8Array>): Promise<number>;
}
