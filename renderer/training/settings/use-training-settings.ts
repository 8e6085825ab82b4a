/** Reading and changing how the open network is trained; every change can be undone. */
import type { TrainingSettings } from '../../../core/document/schema.ts';
import { en } from '../../i18n/en.ts';
import { useDocument, useDocumentStore } from '../../state/document-context.tsx';

export type SetTraining = (label: string, change: Partial<TrainingSettings>, gesture?: string) => void;

export function useTrainingSettings(): { readonly training: TrainingSettings; readonly set: SetTraining } {
  const training = useDocument((state) => state.history.document.training);
  const store = useDocumentStore();
  return {
    training,
    set: (label, change, gesture) =>
      store
        .getState()
        .dispatch(en.edits.setTraining(label), [{ type: 'set-training', training: change }], gesture),
  };
}
