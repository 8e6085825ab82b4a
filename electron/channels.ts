/** Names of the messages between the window and the main process. */
export const IPC = {
  request: 'layerloom:request',
  event: 'layerloom:event',
  saveFile: 'layerloom:save-file',
  chooseData: 'layerloom:choose-data',
} as const;
