/** Workspaces that are loaded when they are first shown. */
import { lazy } from 'react';

export const DataWorkspace = lazy(async () => ({
  default: (await import('../data/DataWorkspace.tsx')).DataWorkspace,
}));
export const TrainingWorkspace = lazy(async () => ({
  default: (await import('../training/TrainingWorkspace.tsx')).TrainingWorkspace,
}));
export const EvaluateWorkspace = lazy(async () => ({
  default: (await import('../evaluate/EvaluateWorkspace.tsx')).EvaluateWorkspace,
}));
export const ExportWorkspace = lazy(async () => ({
  default: (await import('../export/ExportWorkspace.tsx')).ExportWorkspace,
}));
