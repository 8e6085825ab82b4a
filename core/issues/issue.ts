/**
 * What a user can be told about a network. Layers and checks produce problems, which know nothing of the
 * drawing; inference places them in it as issues.
 */
import type { Command } from '../document/commands.ts';
import type { LayerId, LinkId } from '../document/schema.ts';

export type Severity = 'error' | 'warning';

/** A remedy as its finder sees it, relative to the layer with the problem. `fixes.ts` turns it into commands. */
export type Remedy =
  | {
      readonly kind: 'insert-before';
      readonly label: string;
      readonly layer: { readonly type: string; readonly params: Readonly<Record<string, unknown>> };
      /** Index among the layer's inputs. */
      readonly input: number;
    }
  | {
      readonly kind: 'set-params';
      readonly label: string;
      readonly params: Readonly<Record<string, unknown>>;
    }
  /** Changes the layer that feeds the given input. */
  | {
      readonly kind: 'set-source-params';
      readonly label: string;
      readonly input: number;
      readonly params: Readonly<Record<string, unknown>>;
    }
  /**
   * Sets padding "same" in the layers before the given input, so that what arrives has `growth` more places along
   * each axis. Offered only where this comes out exactly.
   */
  | {
      readonly kind: 'keep-size';
      readonly label: string;
      readonly input: number;
      readonly growth: readonly number[];
    }
  | { readonly kind: 'remove-link'; readonly label: string; readonly input: number }
  | { readonly kind: 'remove-layer'; readonly label: string }
  /** Lets a weight start at random again. */
  | { readonly kind: 'clear-weight'; readonly label: string; readonly weight: string };

/** What is wrong, in words a beginner knows: what happened, what arrived, what was expected, what to do. */
export interface Problem {
  /** Stable, kebab-case, documented in docs/: `dense-needs-features`. */
  readonly code: string;
  readonly severity: Severity;
  /** One or two full sentences; `{layer}` stands for the layer's name and `{source}` for the feeding layer's. */
  readonly message: string;
  readonly received?: string;
  readonly expected?: string;
  /** The input that the problem is about, if it is about one. */
  readonly input?: number;
  /** The parameter that the problem is about, if it is about one. */
  readonly param?: string;
  readonly remedies?: readonly Remedy[];
}

/** A remedy ready to be applied: one undo step. */
export interface Fix {
  readonly label: string;
  readonly commands: readonly Command[];
}

/** A problem in its place in the drawing. */
export interface Issue {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly received?: string;
  readonly expected?: string;
  readonly param?: string;
  readonly layer?: LayerId;
  readonly link?: LinkId;
  readonly fixes: readonly Fix[];
}
