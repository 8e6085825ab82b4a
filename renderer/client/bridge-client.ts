/** The host behind the desktop window: the functions that its preload script put on the page. */
import { z } from 'zod';
import { type Channel, HostError, type Request } from '../../host/contract.ts';
import type { ConnectedHostClient } from './connected-host-client.ts';
import { exportPath } from './export-path.ts';
import { readEvent, readFault, readResponse } from './read-response.ts';

/** What `window.layerloom` is in the desktop window. Faults are values: errors lose their fields on the way. */
export interface Bridge {
  request(channel: string, request: unknown): Promise<BridgeAnswer>;
  onEvent(listener: (event: unknown) => void): () => void;
  saveFile(run: string, name: string): Promise<BridgeAnswer>;
  /** The path of a file or folder that the person chose, or null. */
  chooseData(what: 'file' | 'folder'): Promise<BridgeAnswer>;
  /** Where a dropped file or folder lies. */
  pathOf(file: File): string;
}

export type BridgeAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: unknown };

export function createBridgeClient(bridge: Bridge): ConnectedHostClient {
  return {
    async request<C extends Channel>(channel: C, request: Request<C>) {
      return readResponse(channel, unwrap(await bridge.request(channel, request)));
    },
    subscribe: (listener) =>
      bridge.onEvent((data) => {
        const event = readEvent(data);
        if (event) listener(event);
      }),
    // The host lives in the same program: where it ends, so does the window.
    onConnection: () => () => undefined,
    ownData: {
      kind: 'paths',
      async choose(what) {
        return z
          .string()
          .optional()
          .parse(unwrap(await bridge.chooseData(what)) ?? undefined);
      },
      pathOf: (file) => bridge.pathOf(file),
    },
    async saveFile(proof) {
      const { run, name } = exportPath(proof);
      unwrap(await bridge.saveFile(run, name));
    },
  };
}

function unwrap(answer: BridgeAnswer): unknown {
  if (answer.ok) return answer.value;
  throw new HostError(readFault(answer.fault));
}
