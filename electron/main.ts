/** The desktop window over the same interface and host as the local web server. Thin. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, Menu, session } from 'electron';
import { homeFolder } from '../host/home-folder.ts';
import { packageRoot, packageVersion } from '../host/package-root.ts';
import { createHost } from '../host/service/create-host.ts';
import { APP_ORIGIN, registerAppScheme, serveApp } from './app-protocol.ts';
import { connectWindow } from './ipc.ts';
import { startUtilityWorker } from './utility-transport.ts';

/** Layers, pictures and links travel through the clipboard. */
const PERMITTED: ReadonlySet<string> = new Set(['clipboard-read', 'clipboard-sanitized-write']);

registerAppScheme();
// Two processes must not write to the same projects and runs.
if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(start);

function start(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(PERMITTED.has(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => PERMITTED.has(permission));
  serveApp(session.defaultSession, join(packageRoot(), 'dist', 'renderer'));
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  const host = createHost({
    home: homeFolder(),
    version: packageVersion(),
    shell: 'desktop',
    startWorker: startUtilityWorker,
  });
  const window = createWindow();
  const disconnect = connectWindow(window, host);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });

  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closed) return;
    // A run in progress writes its checkpoint first.
    event.preventDefault();
    disconnect();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  void window.loadURL(`${APP_ORIGIN}/`);
}

function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Layerloom',
    webPreferences: {
      preload: fileURLToPath(new URL('./preload.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
  });
  return window;
}
