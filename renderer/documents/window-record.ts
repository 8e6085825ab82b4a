/** What a window shows, kept for its next start: its networks in their order, and where the person was. */
import { z } from 'zod';
import { WORKSPACES } from '../app/ui-store.ts';

const KEY = 'layerloom.window.';
const OWN = 'layerloom.window';
/** How long the page before this one, in the same window, may take to leave. */
const LEAVE_MS = 600;

const TabRecord = z.object({
  id: z.string(),
  project: z.string().optional(),
  run: z.string().optional(),
  view: z.object({ x: z.number(), y: z.number(), zoom: z.number() }).optional(),
});
export type TabRecord = z.infer<typeof TabRecord>;

const WindowRecord = z.object({
  at: z.number(),
  tabs: z.array(TabRecord),
  active: z.string().optional(),
  workspace: z.enum(WORKSPACES),
  gallery: z.boolean(),
});
export type WindowRecord = z.infer<typeof WindowRecord>;

export function readRecord(storage: Pick<Storage, 'getItem'>, window: string): WindowRecord | undefined {
  try {
    return WindowRecord.parse(JSON.parse(storage.getItem(KEY + window) ?? ''));
  } catch {
    return undefined;
  }
}

export function writeRecord(storage: Pick<Storage, 'setItem'>, window: string, record: WindowRecord): void {
  try {
    storage.setItem(KEY + window, JSON.stringify(record));
  } catch {
    // Without room in the browser the window starts with the gallery, where everything is.
  }
}

interface Browser {
  /** Shared by all windows. */
  readonly storage: Storage;
  /** Of this window alone; outlives a reload. */
  readonly own: Pick<Storage, 'getItem' | 'setItem'>;
  readonly locks: Pick<LockManager, 'request' | 'query'> | undefined;
}

/**
 * The name under which this window keeps its record. A window that is reloaded keeps its own; a new one goes on where
 * a closed or crashed one ended; otherwise, and for a copy of a window, it is a new one.
 */
export async function claimWindow({ storage, own, locks }: Browser): Promise<string> {
  const before = own.getItem(OWN);
  const choose = async () => {
    if (!locks) return before ?? 'window';
    if (before !== null && (await claim(locks, before))) return before;
    const living = new Set((await locks.query()).held?.map(({ name }) => name));
    for (const orphan of before === null ? orphans(storage, living) : []) {
      if (await claim(locks, orphan)) return orphan;
    }
    const name = crypto.randomUUID().slice(0, 8);
    await claim(locks, name);
    return name;
  };
  const name = await choose();
  own.setItem(OWN, name);
  return name;
}

/** Windows that are no more and had something open, the last one first. */
function orphans(storage: Storage, living: ReadonlySet<string | undefined>): string[] {
  const names: { name: string; at: number }[] = [];
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) {
    if (!key.startsWith(KEY) || living.has(key)) continue;
    const name = key.slice(KEY.length);
    const record = readRecord(storage, name);
    if (record && record.tabs.length > 0) names.push({ name, at: record.at });
    else storage.removeItem(key);
  }
  return names.sort((one, other) => other.at - one.at).map(({ name }) => name);
}

/** Holds the name until the page is gone. */
function claim(locks: Pick<LockManager, 'request'>, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(LEAVE_MS);
    locks
      .request(KEY + name, { signal }, () => {
        resolve(true);
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}
