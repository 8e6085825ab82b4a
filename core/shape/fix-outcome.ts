/** What a fix would do, found out on a copy: what it adds, removes and changes, and what the network would give. */
import type { DatasetDescription } from '../data/dataset.ts';
import { adoptCommands } from '../document/adopt.ts';
import { CommandError } from '../document/command-error.ts';
import { applyAll } from '../document/commands.ts';
import { withinLocks } from '../document/locks.ts';
import type { GroupId, Layer, LayerId, Link, NetworkDocument } from '../document/schema.ts';
import type { Fix } from '../issues/issue.ts';
import type { NetworkAnalysis } from './analysis.ts';
import { analyzeNetwork } from './analyze-network.ts';
import { isOutput } from './graph.ts';
import type { Shape } from './tensor-type.ts';

export interface FixOutcome {
  readonly document: NetworkDocument;
  readonly added: readonly Layer[];
  readonly removed: readonly Layer[];
  /** As they would be. */
  readonly changed: readonly Layer[];
  readonly addedLinks: readonly Link[];
  readonly removedLinks: readonly Link[];
  /** What would reach the first Output; undefined where that is not known. */
  readonly answer: Shape | undefined;
  /** What added and changed layers would give. */
  readonly shapes: ReadonlyMap<LayerId, Shape>;
  readonly errors: number;
  readonly warnings: number;
}

/** Undefined where the fix no longer applies, or a locked layer stands in its way. */
export function fixOutcome(
  before: NetworkDocument,
  fix: Fix,
  known: {
    readonly analysis: NetworkAnalysis;
    readonly dataset: DatasetDescription | undefined;
    /** The group that is shown by itself: what is added may become part of it. */
    readonly inside?: GroupId | undefined;
  },
): FixOutcome | undefined {
  const document = applied(before, fix, known.inside);
  if (!document) return undefined;
  const analysis = analyzeNetwork(document, { dataset: known.dataset, previous: known.analysis });
  const [had, has] = [byId(before.layers), byId(document.layers)];
  const [hadLinks, hasLinks] = [byId(before.links), byId(document.links)];
  const added = document.layers.filter(({ id }) => !had.has(id));
  const changed = document.layers.filter((layer) => {
    const old = had.get(layer.id);
    return old !== undefined && !sameSettings(old, layer);
  });
  const output = document.layers.find(isOutput);
  const errors = analysis.issues.filter(({ severity }) => severity === 'error').length;
  return {
    document,
    added,
    changed,
    removed: before.layers.filter(({ id }) => !has.has(id)),
    addedLinks: document.links.filter((link) => !sameEnds(hadLinks.get(link.id), link)),
    removedLinks: before.links.filter((link) => !sameEnds(hasLinks.get(link.id), link)),
    answer: output && analysis.layers.get(output.id)?.inputs?.[0]?.shape,
    shapes: new Map(
      [...added, ...changed].flatMap(({ id }) => {
        const shape = analysis.layers.get(id)?.outputs?.[0]?.shape;
        return shape ? [[id, shape] as const] : [];
      }),
    ),
    errors,
    warnings: analysis.issues.length - errors,
  };
}

function applied(
  before: NetworkDocument,
  { commands }: Fix,
  inside: GroupId | undefined,
): NetworkDocument | undefined {
  try {
    const { commands: permitted, refused } = withinLocks(before, commands);
    if (refused.length > 0) return undefined;
    const after = applyAll(before, permitted);
    return applyAll(after, adoptCommands(before, after, inside));
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function sameSettings(a: Layer, b: Layer): boolean {
  const place = ({ position: _position, ...settings }: Layer) => JSON.stringify(settings);
  return a === b || place(a) === place(b);
}

function sameEnds(a: Link | undefined, b: Link): boolean {
  return (
    a !== undefined &&
    a.from.layer === b.from.layer &&
    a.from.port === b.from.port &&
    a.to.layer === b.to.layer &&
    a.to.port === b.to.port
  );
}
