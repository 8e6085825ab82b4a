#!/usr/bin/env node
/** Starts the command line, or says in a sentence why it cannot start. Runs on any Node that knows modules. */
import { existsSync } from 'node:fs';
import process from 'node:process';

const NEEDED = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const program = new URL('../dist/cli.mjs', import.meta.url);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `Layerloom needs Node ${NEEDED.join('.')} or later; this is Node ${process.versions.node}. Install a newer one from nodejs.org.`,
  );
  process.exitCode = 2;
} else if (!existsSync(program)) {
  console.error("Layerloom is not built yet. Run 'npm ci' in its folder first.");
  process.exitCode = 2;
} else {
  // Whoever reads our lines may have seen enough, as "head" does.
  process.stdout.on('error', () => process.exit(0));
  const { main } = await import(program.href);
  process.exitCode = await main(process.argv.slice(2));
}
