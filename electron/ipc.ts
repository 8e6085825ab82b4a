/** The contract over IPC: every message is checked for who sent it and for what it holds. */
import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { type Channel, HostError, type HostFault, REQUESTS } from '../host/contract.ts';
import { describeFault } from '../host/describe-fault.ts';
import { findFile } from '../host/server/static-files.ts';
import type { Host } from '../host/service/create-host.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { IPC } from './channels.ts';

/** Faults travel as values: errors lose their fields on the way. */
type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: HostFault };

const ChannelName = z.enum(Object.keys(REQUESTS) as [Channel, ...Channel[]]);
const DataKind = z.enum(['file', 'folder']);
const ExportName = z.object({ run: z.string().min(1), name: z.string().endsWith('.onnx') });

/** Returns a function that ends the connection. */
export function connectWindow(window: BrowserWindow, host: Host): () => void {
  const answerTo = (work: (...args: unknown[]) => Promise<unknown>) => {
    return async (event: IpcMainInvokeEvent, ...args: unknown[]): Promise<Answer> => {
      try {
        requireOwnPage(event, window);
        return { ok: true, value: await work(...args) };
      } catch (error) {
        return { ok: false, fault: describeFault(error) };
      }
    };
  };

  ipcMain.handle(
    IPC.request,
    answerTo(async (channel, request) => host.handle(ChannelName.parse(channel), request)),
  );
  ipcMain.handle(
    IPC.saveFile,
    answerTo(async (run, name) => saveExport(window, host, ExportName.parse({ run, name }))),
  );
  ipcMain.handle(
    IPC.chooseData,
    answerTo(async (what) => chooseData(window, DataKind.parse(what))),
  );
  const unsubscribe = host.subscribe((event) => {
    if (!window.isDestroyed()) window.webContents.send(IPC.event, event);
  });
  return () => {
    unsubscribe();
    ipcMain.removeHandler(IPC.request);
    ipcMain.removeHandler(IPC.saveFile);
    ipcMain.removeHandler(IPC.chooseData);
  };
}

/** Only the top frame of our own window speaks to the host. */
function requireOwnPage(event: IpcMainInvokeEvent, window: BrowserWindow): void {
  const frame = event.senderFrame;
  if (frame === null || frame !== window.webContents.mainFrame || !frame.url.startsWith(`${APP_ORIGIN}/`)) {
    throw new HostError({ code: 'wrong-sender', message: 'A page outside of Layerloom may not use it.' });
  }
}

async function chooseData(window: BrowserWindow, what: z.infer<typeof DataKind>): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: [what === 'file' ? 'openFile' : 'openDirectory'],
    ...(what === 'file' && {
      filters: [
        { name: 'Tables and IDX files', extensions: ['csv', 'tsv', 'txt', 'data', 'gz'] },
        { name: 'All files', extensions: ['*'] },
      ],
    }),
  });
  return canceled ? null : (filePaths[0] ?? null);
}

async function saveExport(
  window: BrowserWindow,
  host: Host,
  { run, name }: z.infer<typeof ExportName>,
): Promise<null> {
  const file = await findFile(host.runsFolder, `${encodeURIComponent(run)}/${encodeURIComponent(name)}`);
  if (!file) {
    throw new HostError({
      code: 'no-export',
      message: 'There is no such exported file. Export the network again, then save it.',
    });
  }
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(basename(name)),
    filters: [{ name: 'ONNX', extensions: ['onnx'] }],
  });
  if (!canceled && filePath) await copyFile(file.path, filePath);
  return null;
}
