/** Workspaces that are loaded when they are first shown, or before, once the window has nothing else to do. */
import { lazy } from 'react';

const load = {
  data: async () => ({ default: (await import('../data/DataWorkspace.tsx')).DataWorkspace }),
  training: async () => ({ default: (await import('../training/TrainingWorkspace.tsx')).TrainingWorkspace }),
  evaluate: async () => ({ default: (await import('../evaluate/EvaluateWorkspace.tsx')).EvaluateWorkspace }),
  export: async () => ({ default: (await import('../export/ExportWorkspace.tsx')).ExportWorkspace }),
};

export const DataWorkspace = lazy(load.data);
export const TrainingWorkspace = lazy(load.training);
export const EvaluateWorkspace = lazy(load.evaluate);
export const ExportWorkspace = lazy(load.export);

/** So that the first step into one shows it at once. Returns a function that calls it off. */
export function loadWorkspacesWhenIdle(): () => void {
  const loadAll = async () => {
    // One after the other, so that none holds up what the person does. One that fails is loaded when it is shown.
    for (const one of Object.values(load)) await one().catch(() => undefined);
  };
  const request = window.requestIdleCallback(() => void loadAll());
  return () => window.cancelIdleCallback(request);
}
