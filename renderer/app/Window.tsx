/** The window: bars above and below, a workspace between them, the gallery in front at first. */
import { type ReactNode, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { ConnectionNotice } from '../client/ConnectionNotice.tsx';
import { SaveAs } from '../documents/SaveAs.tsx';
import { TabStrip } from '../documents/TabStrip.tsx';
import { VersionDialog } from '../documents/VersionDialog.tsx';
import { Gallery } from '../gallery/Gallery.tsx';
import { BottomBar } from './BottomBar.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { FileDrop } from './FileDrop.tsx';
import { NetworkWorkspace } from './NetworkWorkspace.tsx';
import { Notice } from './Notice.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { useSession } from './session-context.tsx';
import { TopBar } from './TopBar.tsx';
import { useUi } from './ui-context.tsx';
import type { Workspace } from './ui-store.ts';
import { useShortcuts } from './use-shortcuts.ts';
import styles from './Window.module.css';
import {
  DataWorkspace,
  EvaluateWorkspace,
  ExportWorkspace,
  loadWorkspacesWhenIdle,
  TrainingWorkspace,
} from './workspaces.ts';

const WORKSPACE_VIEWS = {
  network: () => <NetworkWorkspace />,
  data: () => <DataWorkspace />,
  training: () => <TrainingWorkspace />,
  evaluate: () => <EvaluateWorkspace />,
  export: () => <ExportWorkspace />,
} satisfies Record<Workspace, () => ReactNode>;

export function Window() {
  const session = useSession();
  const gallery = useUi((state) => state.gallery);
  const workspace = useUi((state) => state.workspace);
  const presenting = useUi((state) => state.presenting);
  const tab = useStore(session.tabs.store, ({ active }) => active);
  useShortcuts(session);
  useEffect(loadWorkspacesWhenIdle, []);

  return (
    <FileDrop>
      <div className={styles.window} data-presenting={presenting || undefined}>
        {!presenting && <TabStrip />}
        {!presenting && <TopBar />}
        <ConnectionNotice client={session.host} />
        <Notice />
        <main className={styles.main}>
          <ErrorBoundary key={gallery ? 'gallery' : `${workspace} ${tab}`}>
            <Suspense fallback={null}>{gallery ? <Gallery /> : WORKSPACE_VIEWS[workspace]()}</Suspense>
          </ErrorBoundary>
        </main>
        {!presenting && <BottomBar />}
      </div>
      <CommandPalette />
      <ShortcutSheet />
      <SaveAs />
      <VersionDialog />
    </FileDrop>
  );
}
