/** Locked layers: what of an edit may be done, and which layers stand in its way. */
import type { Command } from './commands.ts';
import type { Layer, LayerId, NetworkDocument } from './schema.ts';

export interface Permitted {
  /** What may be done. Nothing where only part of an edit that belongs together could be. */
  readonly commands: readonly Command[];
  /** Locked layers that were to be changed or removed. */
  readonly refused: readonly Layer[];
}

/**
 * Locked layers are left out of what moves or removes many. Any other edit that would change one is refused as a
 * whole. Links to a locked layer stay free.
 */
export function withinLocks(document: NetworkDocument, commands: readonly Command[]): Permitted {
  const locked = new Map(document.layers.filter((layer) => layer.locked).map((layer) => [layer.id, layer]));
  if (locked.size === 0) return { commands, refused: [] };
  const separable = commands.every(({ type }) => type.startsWith('remove-'));
  const refused = new Set<Layer>();
  const permitted: Command[] = [];
  for (const command of commands) {
    const standing = targetsOf(command).flatMap((id) => locked.get(id) ?? []);
    for (const layer of standing) refused.add(layer);
    if (standing.length === 0) permitted.push(withoutMoving(command, locked));
    else if (command.type === 'remove-layers') {
      const layers = command.layers.filter((id) => !locked.has(id));
      if (layers.length > 0) permitted.push({ ...command, layers });
    }
  }
  return { commands: refused.size > 0 && !separable ? [] : permitted, refused: [...refused] };
}

/** The layers that a command changes or removes; moving is judged apart. */
function targetsOf(command: Command): readonly LayerId[] {
  switch (command.type) {
    case 'remove-layers':
      return command.layers;
    case 'rename-layer':
    case 'set-params':
    case 'set-weights':
      return [command.layer];
    case 'flag-layers':
      return command.flag === 'locked' ? [] : command.layers;
    default:
      return [];
  }
}

function withoutMoving(command: Command, locked: ReadonlyMap<string, Layer>): Command {
  if (command.type !== 'move-layers') return command;
  const positions = Object.entries(command.positions).filter(([id]) => !locked.has(id));
  return { ...command, positions: Object.fromEntries(positions) };
}
