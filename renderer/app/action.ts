/** What an action is: something a person can do, by menu, key or command palette. */
import type { en } from '../i18n/en.ts';

export type ActionGroup = keyof typeof en.actions.groups;

export interface Action {
  readonly id: string;
  readonly label: string;
  readonly group: ActionGroup;
  readonly keys?: readonly string[];
  readonly enabled: boolean;
  /** Whether the shortcut also works while a text is edited. */
  readonly whileTyping?: boolean;
  /** The browser's own event does the work of the shortcut: copy, cut and paste. */
  readonly native?: boolean;
  run(): void;
}
