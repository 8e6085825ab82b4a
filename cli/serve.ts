/** `layerloom serve`: the app in a browser, from this machine, until it is interrupted. */
import { join } from 'node:path';
import { homeFolder } from '../host/home-folder.ts';
import { packageRoot, packageVersion } from '../host/package-root.ts';
import { startServer } from '../host/server/http-server.ts';
import { createHost } from '../host/service/create-host.ts';
import { startChildWorker } from '../host/worker/child-transport.ts';
import { type CliCommand, EXIT, integerOption } from './command.ts';
import { openBrowser } from './open-browser.ts';

export const serve: CliCommand = {
  name: 'serve',
  usage: '[--port N] [--no-open]',
  summary: 'opens the app in a browser, from this machine',
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  explained: {
    '--port N': 'the port to listen on; any free one if left out',
    '--no-open': 'only print the address',
  },
  arguments: { min: 0, max: 0 },
  async run(args, output) {
    const port = integerOption(args, 'port', { min: 0, max: 65_535 }) ?? 0;
    const host = createHost({
      home: homeFolder(),
      version: packageVersion(),
      shell: 'browser',
      startWorker: () => startChildWorker(),
    });
    try {
      const server = await startServer({
        host,
        pages: join(packageRoot(), 'dist', 'renderer'),
        runs: host.runsFolder,
        port,
      });
      output.line(`Layerloom runs at ${server.url} (Ctrl+C ends it)`);
      output.record({ url: server.url, port: server.port });
      if (!args.values['no-open']) openBrowser(server.url);
      await interruption();
      await server.close();
    } catch (error) {
      output.fault('serve', error instanceof Error ? error.message : String(error));
      return EXIT.inputFault;
    } finally {
      await host.close();
    }
    return EXIT.success;
  },
};

/** Resolves at the first request to end; a second one ends the process at once. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
