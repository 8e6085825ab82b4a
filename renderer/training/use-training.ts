/** Starting and stopping a run of the open network. */
import { useUiStore } from '../app/ui-context.tsx';
import { useDocumentStore } from '../state/document-context.tsx';
import { useRunStore } from '../state/run-store-context.tsx';

export function useTraining() {
  const runs = useRunStore();
  const documents = useDocumentStore();
  const ui = useUiStore();
  return {
    /** Starts a run and shows it; a network without data is first taken to where data is chosen. */
    train() {
      const { document } = documents.getState().history;
      if (!document.dataset) {
        ui.getState().showWorkspace('data');
        return;
      }
      ui.getState().showWorkspace('training');
      void runs.getState().start(document);
    },
    stop: () => runs.getState().stop(),
  };
}
