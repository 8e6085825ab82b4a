/** Repeats a group in a chain: each copy takes what the one before it gives. */
import { applyAll, type Command } from '../document/commands.ts';
import { copier, takePart } from '../document/copy-part.ts';
import { groupTree } from '../document/groups.ts';
import { freshIds } from '../document/ids.ts';
import type { GroupId, LayerId, Link, NetworkDocument, Position } from '../document/schema.ts';
import { listed } from '../issues/drawing.ts';
import { fail, ok, type Result } from '../result.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import type { Endpoint } from '../shape/can-connect.ts';
import { groupEnds } from './group-ends.ts';

/** Blocks in a chain; more are better drawn as groups of groups. */
export const MOST_REPEATS = 100;

export interface Repetition {
  /** In the order of the chain. */
  readonly copies: readonly GroupId[];
  readonly commands: readonly Command[];
}

interface Chain {
  readonly source: Endpoint;
  readonly exit: Endpoint;
}

/** `times` counts the group itself; each copy stands `step` further than the one before. */
export function repeatGroup(
  document: NetworkDocument,
  group: GroupId,
  times: number,
  step: Position,
): Result<Repetition, string> {
  if (!Number.isInteger(times) || times < 2 || times > MOST_REPEATS) {
    return fail(`A group can stand 2 to ${MOST_REPEATS} times in a row, and ${times} was asked for.`);
  }
  const layers = groupTree(document.groups).layersOf(group);
  const ends = chainOf(document, group, layers);
  if (!ends.ok) return ends;
  const repetition = plan(document, group, layers, ends.value, times, step);
  const misfit = findMisfit(document, layers, repetition);
  return misfit === undefined
    ? ok(repetition)
    : fail(
        `${nameOf(document, group)} cannot follow itself: what it gives does not suit what it takes. ${misfit}`,
      );
}

/** A chain needs one way in and one way out. */
function chainOf(
  document: NetworkDocument,
  group: GroupId,
  layers: ReadonlySet<LayerId>,
): Result<Chain, string> {
  const { sources, exits } = groupEnds(document, layers);
  const name = nameOf(document, group);
  const [source, ...moreSources] = sources;
  const [exit, ...moreExits] = exits;
  if (!source) {
    return fail(
      `Nothing leads into ${name} yet. Link a layer to it, so that its copies know where to begin.`,
    );
  }
  if (moreSources.length > 0) {
    return fail(
      `${name} takes from ${namesOf(document, sources)}. Only a group that takes from one layer can be repeated; move what it takes from into the group, or leave a part out of it.`,
    );
  }
  if (!exit) return fail(`Nothing comes out of ${name}, so that a copy of it would have nothing to take.`);
  if (moreExits.length > 0) {
    return fail(
      `${name} gives on what ${namesOf(document, exits)} make. Only a group with one output can be repeated; join them inside the group first.`,
    );
  }
  return ok({ source, exit });
}

function plan(
  document: NetworkDocument,
  group: GroupId,
  layers: ReadonlySet<LayerId>,
  { exit }: Chain,
  times: number,
  step: Position,
): Repetition {
  const copy = copier(document);
  const ids = freshIds(document);
  const tree = groupTree(document.groups);
  const taken = takePart(document, layers);
  const part = { ...taken, groups: taken.groups.filter(({ id }) => tree.pathTo(id).includes(group)) };
  const around = tree.get(group);
  const arriving = document.links.filter(({ to }) => layers.has(to.layer));
  const commands: Command[] = [];
  const copies: GroupId[] = [];
  let tip = exit;
  for (let number = 2; number <= times; number++) {
    const offset = { x: step.x * (number - 1), y: step.y * (number - 1) };
    const made = copy(part, offset, ({ id, name }) => (id === group ? ids.groupName(name) : name));
    const inCopy = ({ layer, port }: Endpoint): Endpoint => ({ layer: made.layer.get(layer) ?? layer, port });
    const from = tip;
    commands.push(...made.layerCommands);
    for (const link of arriving) {
      const ends = { from: layers.has(link.from.layer) ? inCopy(link.from) : from, to: inCopy(link.to) };
      commands.push({ type: 'add-link', link: made.linkOf(link, ends) });
    }
    for (const command of made.groupCommands) {
      const copied = command.type === 'add-group' && command.group.id === made.group.get(group);
      commands.push(
        copied && around?.parent !== undefined
          ? { ...command, group: { ...command.group, parent: around.parent } }
          : command,
      );
    }
    const id = made.group.get(group);
    if (id !== undefined) copies.push(id);
    tip = inCopy(exit);
  }
  for (const link of document.links) {
    if (layers.has(link.from.layer) && !layers.has(link.to.layer)) commands.push(relink(link, tip));
  }
  return { copies, commands };
}

/** The link keeps its id and its place among those that arrive where it ends. */
function relink({ bends: _bends, ...link }: Link, from: Endpoint): Command {
  return { type: 'add-link', link: { ...link, from }, replaces: link.id };
}

/** The first problem that the copies have and the group itself has not. */
function findMisfit(
  document: NetworkDocument,
  layers: ReadonlySet<LayerId>,
  { commands }: Repetition,
): string | undefined {
  const before = analyzeNetwork(document);
  const isWrong = (layer: LayerId, analysis = before) =>
    analysis.layers.get(layer)?.issues.some(({ severity }) => severity === 'error') ?? false;
  if ([...layers].some((layer) => isWrong(layer))) return undefined;
  const known = new Set(document.layers.map(({ id }) => id));
  const after = analyzeNetwork(applyAll(document, commands), { previous: before });
  return after.issues.find(
    ({ severity, layer }) => severity === 'error' && layer !== undefined && !known.has(layer),
  )?.message;
}

function nameOf({ groups }: NetworkDocument, group: GroupId): string {
  return `"${groups.find(({ id }) => id === group)?.name ?? group}"`;
}

function namesOf({ layers }: NetworkDocument, ends: readonly Endpoint[]): string {
  const names = new Map(layers.map(({ id, name }) => [id, name]));
  return listed([...new Set(ends.map(({ layer }) => `"${names.get(layer) ?? layer}"`))]);
}
