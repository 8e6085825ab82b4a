/**
 * Installs an engine that Layerloom does not bring along, with npm, into the person's own folder. It appears there
 * whole or not at all.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../atomic-file.ts';
import { HostError } from '../contract.ts';
import { homeFolder } from '../home-folder.ts';
import type { EagerEntry } from './catalogue.ts';
import { installFolder } from './tensorflow-package.ts';

const VERSION = '4.22.0';

/** Returns the folder. Throws a sentence, and leaves nothing behind. */
export async function installEngine(entry: EagerEntry, home = homeFolder()): Promise<string> {
  const folder = installFolder(entry, home);
  await makeFolder(dirname(folder));
  const temporary = await mkdtemp(join(dirname(folder), '.installing-'));
  try {
    await writeFile(join(temporary, 'package.json'), packageFile(entry));
    const { code, told } = await npm(
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--fetch-retries=1',
        '--fetch-retry-mintimeout=500',
        '--fetch-retry-maxtimeout=2000',
        '--loglevel=error',
      ],
      temporary,
    );
    if (code !== 0) throw new HostError({ code: 'not-installed', message: sentence(entry, folder, told) });
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    return folder;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Its script fetches TensorFlow's library, which npm 12 does for those packages only that are named here. */
function packageFile({ id, package: name }: EagerEntry): string {
  const description = { name: `layerloom-${id}`, private: true };
  return JSON.stringify({
    ...description,
    dependencies: { [name]: VERSION },
    allowScripts: { [name]: true },
  });
}

interface Ended {
  readonly code: number;
  readonly told: string;
}

/** The npm that runs us, or the one on the path. Its cache and settings are the person's own. */
function npm(args: readonly string[], folder: string): Promise<Ended> {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      // On Windows npm is a script, which only a shell can start.
      shell: command === 'npm' && process.platform === 'win32',
    });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
    });
    child.once('error', (error) => resolve({ code: 1, told: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, told }));
  });
}

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|FETCH_ERROR/;
const NO_NPM = /spawn npm|ENOENT.*npm/;
const NO_LIBRARY = /storage\.googleapis\.com|TAR_BAD_ARCHIVE|install\.js|libtensorflow/;

function sentence({ title, package: name, installedAs }: EagerEntry, folder: string, told: string): string {
  const again = `Then run "npx layerloom engines --install ${installedAs}" again.`;
  const [what, mend] = NO_NPM.test(told)
    ? ['npm was not found', `Install Node with npm from nodejs.org. ${again}`]
    : NO_LIBRARY.test(told)
      ? [
          'the library of TensorFlow that it needs could not be fetched from storage.googleapis.com',
          `Connect to the network, or name another place in TFJS_NODE_CDN_STORAGE. ${again}`,
        ]
      : NO_NETWORK.test(told)
        ? [
            'the npm registry could not be reached',
            `Connect to the network, or tell npm about your proxy with "npm config set proxy". ${again}`,
          ]
        : [`npm said: ${lastLine(told)}`, again];
  return `${title} could not be installed: ${what}. The package ${name} was to go into ${folder}; nothing was left there. ${mend}`;
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/complete log|_logs/.test(line));
  return lines.at(-1)?.replace(/^npm (error|ERR!)\s*/, '') ?? 'nothing';
}
