/** A host that keeps everything in memory, for tests of what asks it. It answers through the real contract. */
import type { DatasetDescription } from '../../core/data/dataset.ts';
import {
  type Channel,
  HostError,
  type HostEvent,
  PROJECT_CHANGED,
  REQUESTS,
  type Request,
  type Response,
} from '../../host/contract.ts';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';

export const DIGITS: DatasetDescription = {
  source: 'builtin:digits',
  title: 'Handwritten digits',
  summary: 'Small drawings of the digits 0 to 9.',
  samples: 1797,
  fields: [
    { name: 'image', kind: 'image', shape: [28, 28, 1] },
    { name: 'label', kind: 'category', shape: [], classes: [...'0123456789'] },
  ],
  target: 'label',
  problems: [],
};

type Answers = { [C in Channel]?: (request: Request<C>) => Response<C> | Promise<Response<C>> };

export interface MemoryHost extends ConnectedHostClient {
  /** Every request so far. */
  readonly asked: readonly { readonly channel: Channel; readonly request: unknown }[];
}

/** Projects are kept by id; `answers` overrides or adds channels. */
export function createMemoryHost(answers: Answers = {}): MemoryHost {
  const projects = new Map<string, Response<'projects.open'>>();
  const listeners = new Set<(event: HostEvent) => void>();
  let saves = 0;
  const asked: { channel: Channel; request: unknown }[] = [];
  const known: Answers = {
    'projects.save': ({ id = `project-${projects.size + 1}`, document, base }) => {
      const known = projects.get(id);
      if (known && base !== undefined && known.revision !== base) {
        throw new HostError({ code: PROJECT_CHANGED, message: `Project "${id}" was changed elsewhere.` });
      }
      saves += 1;
      const savedAt = '2026-01-01T00:00:00.000Z';
      const revision = String(saves);
      projects.set(id, {
        document: REQUESTS['projects.save'].request.parse({ document }).document,
        savedAt,
        revision,
      });
      for (const listener of listeners) listener({ type: 'project-saved', id, revision });
      return { id, savedAt, revision };
    },
    'projects.open': ({ id }) => {
      const project = projects.get(id);
      if (!project) throw new HostError({ code: 'no-project', message: `There is no project "${id}".` });
      return project;
    },
    'datasets.describe': ({ source }) => {
      if (source === DIGITS.source) return DIGITS;
      throw new HostError({ code: 'no-dataset', message: `There is no dataset "${source}".` });
    },
    ...answers,
  };
  return {
    asked,
    async request<C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>> {
      asked.push({ channel, request });
      const answer = known[channel] as ((request: Request<C>) => Response<C>) | undefined;
      if (!answer) throw new HostError({ code: 'unknown', message: `Nobody answers ${channel}.` });
      return await answer(request);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ownData: { kind: 'copies', send: () => Promise.resolve() },
    onConnection: () => () => undefined,
    saveFile: () => Promise.resolve(),
  };
}
