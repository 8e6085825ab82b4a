/** All that the page gets of the desktop: five functions, and nothing of Electron itself. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { IPC } from './channels.ts';

contextBridge.exposeInMainWorld('layerloom', {
  request: (channel: string, request: unknown) => ipcRenderer.invoke(IPC.request, channel, request),
  onEvent: (listener: (event: unknown) => void) => {
    const pass = (_event: IpcRendererEvent, event: unknown) => listener(event);
    ipcRenderer.on(IPC.event, pass);
    return () => {
      ipcRenderer.off(IPC.event, pass);
    };
  },
  saveFile: (run: string, name: string) => ipcRenderer.invoke(IPC.saveFile, run, name),
  chooseData: (what: string) => ipcRenderer.invoke(IPC.chooseData, what),
  pathOf: (file: File) => webUtils.getPathForFile(file),
});
