/**
 * `npm start`: opens the desktop window where Electron's binary and a display are there, and otherwise serves
 * the app at a local address. Downloads nothing.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Electron's package downloads its binary when it is required, so its own files are read instead. */
function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  try {
    const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const named = readFileSync(path.join(folder, 'path.txt'), 'utf8').trim();
    const binary = path.join(override ?? path.join(folder, 'dist'), named);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {string} program @param {readonly string[]} args */
function run(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  // A terminal interrupts both; whoever else interrupts this process means the child. It decides the exit code.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGTERM');
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`layerloom: ${program} could not be started (${error.message}).`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 0);
  });
}

const electron = findElectron();
if (!existsSync(path.join(root, 'dist', 'cli.mjs'))) {
  console.error('layerloom: the program is not built yet. Run "npm ci" first.');
  process.exitCode = 1;
} else if (electron && hasDisplay()) {
  run(electron, [root, ...process.argv.slice(2)]);
} else {
  const reason = electron ? 'there is no display' : "Electron's binary is not installed";
  console.log(`No desktop window, because ${reason}: Layerloom opens in the browser instead.`);
  run(process.execPath, [path.join(root, 'cli', 'layerloom.mjs'), 'serve', ...process.argv.slice(2)]);
}
