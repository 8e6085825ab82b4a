/** Where the script of a gesture spends its time, function by function: `PROFILE=20` prints the first twenty. */
import type { Page } from '@playwright/test';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  /** In microseconds, one for each sample. */
  readonly timeDeltas?: readonly number[];
}

/** Runs the gesture under the browser's profiler and lists the functions that took most, themselves and in all. */
export async function profiled(page: Page, act: () => Promise<void>, most: number): Promise<string> {
  const client = await page.context().newCDPSession(page);
  await client.send('Profiler.enable');
  await client.send('Profiler.setSamplingInterval', { interval: 500 });
  await client.send('Profiler.start');
  await act();
  const { profile } = await client.send('Profiler.stop');
  await client.detach();
  return listing(profile, most);
}

function listing({ nodes, samples = [], timeDeltas = [] }: Profile, most: number): string {
  const own = new Map<number, number>();
  samples.forEach((id, index) => {
    own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const itself = new Map<string, number>();
  const inAll = new Map<string, number>();
  const visit = (node: ProfileNode, above: ReadonlySet<string>): number => {
    const name = nameOf(node);
    const within = new Set([...above, name]);
    const below = (node.children ?? []).reduce((sum, id) => {
      const child = byId.get(id);
      return sum + (child ? visit(child, within) : 0);
    }, 0);
    const self = own.get(node.id) ?? 0;
    itself.set(name, (itself.get(name) ?? 0) + self);
    // What calls itself again is counted once.
    if (!above.has(name)) inAll.set(name, (inAll.get(name) ?? 0) + self + below);
    return self + below;
  };
  const [root] = nodes;
  if (root) visit(root, new Set());
  const top = (times: ReadonlyMap<string, number>) =>
    [...times]
      .filter(([name]) => !name.startsWith('(idle)') && !name.startsWith('(root)'))
      .sort(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([name, time]) => `  ${time.toFixed(0).padStart(6)} ${name}`);
  return ['ms in the function itself', ...top(itself), 'ms with what it calls', ...top(inAll)].join('\n');
}

function nameOf({ callFrame: { functionName, url, lineNumber, columnNumber } }: ProfileNode): string {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return `${functionName === '' ? '(anonymous)' : functionName}${file && ` ${file}:${lineNumber + 1}:${columnNumber + 1}`}`;
}
