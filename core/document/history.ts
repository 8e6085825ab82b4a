/**
 * Undo and redo by marks. A gesture sets a mark when it starts; all commands up to the next mark are one step.
 * Documents share what did not change, so a step costs little more than the command itself.
 */
import { apply, type Command } from './commands.ts';
import type { NetworkDocument } from './schema.ts';

interface Step {
  /** What the step did, for the menu: "Undo Add Dense". */
  readonly label: string;
  readonly before: NetworkDocument;
}

export interface History {
  readonly document: NetworkDocument;
  readonly past: readonly Step[];
  readonly future: readonly { readonly label: string; readonly after: NetworkDocument }[];
}

export function startHistory(document: NetworkDocument): History {
  return { document, past: [], future: [] };
}

/** Starts a step. A step in which nothing changes is dropped when the next one starts. */
export function mark(history: History, label: string): History {
  const last = history.past.at(-1);
  const past = last && last.before === history.document ? history.past.slice(0, -1) : history.past;
  return { ...history, past: [...past, { label, before: history.document }] };
}

/** Applies a command within the current step. Commands before the first mark cannot be undone. */
export function run(history: History, command: Command): History {
  const document = apply(history.document, command);
  return document === history.document ? history : { ...history, document, future: [] };
}

export function undo(history: History): History {
  const past = withoutEmptyStep(history);
  const step = past.at(-1);
  if (!step) return { ...history, past };
  return {
    document: step.before,
    past: past.slice(0, -1),
    future: [{ label: step.label, after: history.document }, ...history.future],
  };
}

export function redo(history: History): History {
  const [step, ...future] = history.future;
  if (!step) return history;
  return {
    document: step.after,
    past: [...withoutEmptyStep(history), { label: step.label, before: history.document }],
    future,
  };
}

/** What undo would take back, or undefined. */
export function undoLabel(history: History): string | undefined {
  return withoutEmptyStep(history).at(-1)?.label;
}

export function redoLabel(history: History): string | undefined {
  return history.future[0]?.label;
}

function withoutEmptyStep(history: History): readonly Step[] {
  return history.past.at(-1)?.before === history.document ? history.past.slice(0, -1) : history.past;
}
