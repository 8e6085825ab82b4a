import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ENGINES } from './catalogue.ts';
import { installEngine } from './install-engine.ts';
import { installedIn, restoreUtilities } from './tensorflow-package.ts';

const cuda = ENGINES.flatMap((entry) => (entry.id === 'tensorflow-cuda' ? [entry] : []))[0];
if (cuda?.kind !== 'eager') throw new Error('the catalogue has lost an engine');

/** A port of this machine that nobody listens on. */
const NOWHERE = 'http://127.0.0.1:9/';

function withEnvironment(values: Readonly<Record<string, string>>): void {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  Object.assign(process.env, values);
  onTestFinished(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
}

test('without a network an installation says what, where and what to do, and leaves nothing behind', async () => {
  const home = await temporaryFolder();
  withEnvironment({ npm_config_registry: NOWHERE, npm_config_cache: join(home, 'cache') });
  await expect(installEngine(cuda, home)).rejects.toThrow(
    `NVIDIA graphics card (TensorFlow) could not be installed: the npm registry could not be reached. The package @tensorflow/tfjs-node-gpu was to go into ${join(home, 'engines', 'tensorflow-cuda')}; nothing was left there. Connect to the network, or tell npm about your proxy with "npm config set proxy". Then run "npx layerloom engines --install cuda" again.`,
  );
  expect(await readdir(join(home, 'engines'))).toEqual([]);
  expect(installedIn(cuda, home)).toBeUndefined();
});

test('without npm the sentence names Node', async () => {
  const home = await temporaryFolder();
  withEnvironment({ PATH: home, npm_execpath: '' });
  await expect(installEngine(cuda, home)).rejects.toThrow(
    /npm was not found\. .* Install Node with npm from nodejs\.org\./,
  );
  expect(await readdir(join(home, 'engines'))).toEqual([]);
});

test('what Node 23 took away from its utilities is given back to those who call it', () => {
  const util: Record<string, unknown> = {};
  restoreUtilities(util);
  const { isNullOrUndefined, isArray } = util as Record<string, (value: unknown) => boolean>;
  expect([null, undefined, 0, ''].map((value) => isNullOrUndefined?.(value))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isArray?.([])).toBe(true);
});
