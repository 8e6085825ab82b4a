/** Starts the real program for a test: the command line's `serve`, with a home folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';

const CLI = fileURLToPath(new URL('../cli/layerloom.mjs', import.meta.url));
const START_TIMEOUT_MS = 30_000;
/** How many times slower the browser's processor is made: what waits for too little fails then. */
const SLOWDOWN = Number(process.env.LAYERLOOM_E2E_SLOWDOWN ?? 1);

export interface App {
  readonly page: Page;
  /** Where projects and runs of this test lie. */
  readonly home: string;
  /** Opens the program's address, which carries its key. */
  open(page?: Page): Promise<void>;
  /** Ends the program as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, where it was. */
  restart(): Promise<void>;
}

async function startServer(home: string, port = '0'): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, [CLI, 'serve', '--port', port, '--no-open'], {
    env: { ...process.env, LAYERLOOM_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('The server printed no address within 30 s.')),
      START_TIMEOUT_MS,
    );
    server.once('exit', (code) =>
      reject(new Error(`The server ended with code ${code} before it listened.`)),
    );
    if (!server.stdout) throw new Error('The server has no standard output.');
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = /http:\/\/\S+/.exec(line);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0]);
    });
  });
  return { server, address };
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
}

export const test = base.extend<{ app: App }>({
  app: async ({ page }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'layerloom-e2e-'));
    let { server, address } = await startServer(home);
    const end = async (signal: 'SIGINT' | 'SIGKILL') => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill(signal);
      await ended;
    };
    if (SLOWDOWN > 1) await slowDown(page);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await use({
      page,
      home,
      open: async (window = page) => {
        await window.goto(address);
      },
      kill: () => end('SIGKILL'),
      restart: async () => {
        await end('SIGKILL');
        ({ server, address } = await startServer(home, new URL(address).port));
      },
    });
    await end('SIGINT');
    await rm(home, { recursive: true, force: true });
    if (faults.length > 0) throw new Error(`The page threw: ${faults.join('; ')}`);
  },
});

export { expect } from '@playwright/test';
