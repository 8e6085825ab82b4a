/** Starts the user interface: fonts, styles, the way to the host, and the application. */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@mantine/core/styles.css';
import '@xyflow/react/dist/base.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createHostClient } from './client/create-host-client.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no element with the id "root".');

createRoot(root).render(
  <StrictMode>
    <App client={createHostClient()} />
  </StrictMode>,
);
