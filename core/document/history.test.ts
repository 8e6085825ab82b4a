import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandError } from './command-error.ts';
import { apply, type Command } from './commands.ts';
import { type History, mark, redo, redoLabel, run, startHistory, undo, undoLabel } from './history.ts';
import { freshIds } from './ids.ts';
import { addLayerCommands, insertOnLinkCommands } from './insert.ts';
import { planGroup, planMoveInto, planTakeOut } from './plan-group.ts';
import { readDocument, writeDocument } from './read.ts';
import { DEFAULT_OPTIMIZER, emptyDocument, type NetworkDocument } from './schema.ts';

/** A random wish, which `commandsFor` turns into commands that fit the document at hand. */
interface Wish {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly text: string;
}

const wish = fc.record({
  kind: fc.nat(20),
  a: fc.nat(1000),
  b: fc.nat(1000),
  text: fc.string({ minLength: 1, maxLength: 12 }),
});

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

function commandsFor(document: NetworkDocument, { kind, a, b, text }: Wish): readonly Command[] {
  const ids = freshIds(document);
  const layer = pick(document.layers, a);
  const other = pick(document.layers, b);
  const link = pick(document.links, a);
  const note = pick(document.notes, a);
  const group = pick(document.groups, b);
  const position = { x: a - 500, y: b / 3 };
  switch (kind) {
    case 0:
    case 1:
      return addLayerCommands(document, { type: pick(['Dense', 'Add', 'Conv2D'], b) ?? 'Add' }, position)
        .commands;
    case 2:
      return layer ? [{ type: 'remove-layers', layers: [layer.id] }] : [];
    case 3:
      return layer ? [{ type: 'move-layers', positions: { [layer.id]: position } }] : [];
    case 4:
      return layer ? [{ type: 'rename-layer', layer: layer.id, name: text }] : [];
    case 5:
      return layer
        ? [{ type: 'set-params', layer: layer.id, params: { units: b % 2 ? a : undefined, [text]: b } }]
        : [];
    case 6:
      return layer && other
        ? [
            {
              type: 'add-link',
              link: {
                id: ids.link(),
                from: { layer: layer.id, port: 'out' },
                to: { layer: other.id, port: 'in' },
              },
              ...(b % 2 && link && { replaces: link.id }),
            },
          ]
        : [];
    case 7:
      return link ? [{ type: 'remove-links', links: [link.id] }] : [];
    case 8:
      return [
        {
          type: 'add-note',
          note: {
            id: ids.note(),
            text,
            position,
            width: 1 + a,
            height: 1 + b,
            ...(b % 2 && { kind: 'frame' }),
          },
        },
      ];
    case 9:
      return note
        ? [
            b % 2
              ? { type: 'remove-notes', notes: [note.id] }
              : { type: 'change-note', note: { ...note, text } },
          ]
        : [];
    case 10:
      return [
        { type: 'set-name', name: text },
        { type: 'set-description', description: text },
      ];
    case 11:
      return [{ type: 'set-dataset', dataset: b % 2 ? { source: text } : null }];
    case 12:
      return [
        {
          type: 'set-training',
          training: { epochs: 1 + a, optimizer: { ...DEFAULT_OPTIMIZER, learningRate: (1 + b) / 1001 } },
        },
      ];
    case 13:
      return [
        {
          type: 'flag-layers',
          layers: layer ? [layer.id] : [],
          flag: b % 3 ? 'disabled' : 'locked',
          on: b % 2 === 0,
        },
      ];
    case 14:
      return link
        ? [{ type: 'bend-link', link: link.id, bends: Array.from({ length: b % 3 }, () => position) }]
        : [];
    case 15:
      return note ? [{ type: 'move-notes', positions: { [note.id]: position } }] : [];
    case 16: {
      const chosen = new Set([layer, other].flatMap((one) => (one ? [one.id] : [])));
      const planned = planGroup(document, chosen, text);
      return planned.ok ? planned.value.commands : [];
    }
    case 17: {
      const groups = group ? [group.id] : [];
      return [{ type: 'remove-groups', groups }];
    }
    case 18:
      return group
        ? [{ type: 'change-group', group: group.id, collapsed: b % 2 === 0, ...(b % 3 && { name: text }) }]
        : [];
    case 19: {
      const chosen = new Set([layer, other].flatMap((one) => (one ? [one.id] : [])));
      if (b % 2 || !group) return planTakeOut(document, chosen);
      return planMoveInto(document, chosen, group.id);
    }
    default:
      return link ? insertOnLinkCommands(document, link, { type: 'Flatten' }).commands : [];
  }
}

/** As the file would have it: `undefined` and -0 do not exist there. */
function throughFile(document: NetworkDocument): unknown {
  const read = readDocument(writeDocument(document));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe('history', () => {
  it('keeps every state, whatever is done, undone and done again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: wish }, fc.constantFrom('undo', 'redo'))),
        (acts) => {
          let history: History = startHistory(emptyDocument('Test'));
          // The states as a plain list with a place in it: what undo and redo should walk along.
          let states: NetworkDocument[] = [history.document];
          let place = 0;
          for (const act of acts) {
            if (act === 'undo') {
              history = undo(history);
              place = Math.max(0, place - 1);
            } else if (act === 'redo') {
              history = redo(history);
              place = Math.min(states.length - 1, place + 1);
            } else {
              const before = history.document;
              history = mark(history, 'Step');
              const commands = typeof act === 'string' ? [] : commandsFor(before, act);
              for (const command of commands) history = run(history, command);
              if (history.document !== before) {
                states = [...states.slice(0, place + 1), history.document];
                place = states.length - 1;
              }
            }
            expect(history.document).toBe(states[place]);
            expect(throughFile(history.document)).toEqual(history.document);
          }
          while (undoLabel(history) !== undefined) history = undo(history);
          expect(history.document).toBe(states[0]);
          while (redoLabel(history) !== undefined) history = redo(history);
          expect(history.document).toBe(states.at(-1));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('replays to the same document', () => {
    fc.assert(
      fc.property(fc.array(wish), (wishes) => {
        const commands: Command[] = [];
        let document = emptyDocument('Test');
        for (const each of wishes) {
          for (const command of commandsFor(document, each)) {
            commands.push(JSON.parse(JSON.stringify(command)) as Command);
            document = apply(document, command);
          }
        }
        const replayed = commands.reduce(apply, emptyDocument('Test'));
        expect(replayed.links).toEqual(document.links);
        expect(replayed.layers.map(({ id }) => id)).toEqual(document.layers.map(({ id }) => id));
      }),
      { numRuns: 100 },
    );
  });

  it('makes one step of all commands between two marks', () => {
    let history = mark(startHistory(emptyDocument('A')), 'Rename');
    history = run(run(history, { type: 'set-name', name: 'B' }), { type: 'set-name', name: 'C' });
    expect(undoLabel(history)).toBe('Rename');
    history = undo(history);
    expect(history.document.name).toBe('A');
    expect([undoLabel(history), redoLabel(history)]).toEqual([undefined, 'Rename']);
    expect(redo(history).document.name).toBe('C');
  });

  it('forgets what was undone when something new is done', () => {
    let history = run(mark(startHistory(emptyDocument('A')), 'One'), { type: 'set-name', name: 'B' });
    history = run(mark(undo(history), 'Two'), { type: 'set-name', name: 'C' });
    expect(redoLabel(history)).toBeUndefined();
    expect(redo(history).document.name).toBe('C');
  });

  it('has no step for a gesture that changed nothing', () => {
    let history = run(mark(startHistory(emptyDocument('A')), 'Real'), { type: 'set-name', name: 'B' });
    history = mark(history, 'Empty');
    expect(undoLabel(history)).toBe('Real');
    expect(undo(history).document.name).toBe('A');
  });
});

describe('commands that change nothing', () => {
  const document = run(startHistory(emptyDocument('A')), {
    type: 'set-description',
    description: 'd',
  }).document;

  it('give the same document back, so that undo has no empty step', () => {
    for (const command of [
      { type: 'set-name', name: 'A' },
      { type: 'set-description', description: 'd' },
      { type: 'set-dataset', dataset: null },
      { type: 'set-training', training: { epochs: document.training.epochs } },
      { type: 'remove-layers', layers: [] },
      { type: 'remove-links', links: [] },
      { type: 'remove-notes', notes: [] },
      { type: 'move-layers', positions: {} },
      { type: 'move-notes', positions: {} },
      { type: 'flag-layers', layers: [], flag: 'locked', on: true },
    ] satisfies Command[]) {
      expect(apply(document, command), command.type).toBe(document);
    }
  });
});

describe('flags and bends', () => {
  it('leave no trace in the document once they are taken back', () => {
    const { layer, commands } = addLayerCommands(emptyDocument('A'), { type: 'Dense' }, { x: 0, y: 0 });
    const document = commands.reduce(apply, emptyDocument('A'));
    const flag = (on: boolean): Command => ({ type: 'flag-layers', layers: [layer], flag: 'locked', on });
    const locked = apply(document, flag(true));
    expect(locked.layers[0]?.locked).toBe(true);
    expect(apply(locked, flag(true))).toBe(locked);
    expect(apply(locked, flag(false))).toEqual(document);
    expect(apply(document, flag(false))).toBe(document);

    const id = freshIds(document).link();
    const ends = { from: { layer, port: 'out' }, to: { layer, port: 'in' } };
    const linked = apply(document, { type: 'add-link', link: { id, ...ends } });
    const bent = apply(linked, { type: 'bend-link', link: id, bends: [{ x: 1, y: 2 }] });
    expect(bent.links).toEqual([{ id, ...ends, bends: [{ x: 1, y: 2 }] }]);
    expect(apply(bent, { type: 'bend-link', link: id, bends: [{ x: 1, y: 2 }] })).toBe(bent);
    expect(apply(bent, { type: 'bend-link', link: id, bends: [] })).toEqual(linked);
  });
});

describe('commands that do not fit', () => {
  it('say why', () => {
    const document = emptyDocument('A');
    const { layer, commands } = addLayerCommands(document, { type: 'Dense' }, { x: 0, y: 0 });
    const [add] = commands;
    if (!add) throw new Error('no command');
    const once = apply(document, add);
    expect(() => apply(once, add)).toThrow(
      new CommandError('A layer with the id "dense-1" is already there.'),
    );
    expect(() => apply(document, { type: 'rename-layer', layer, name: 'x' })).toThrow(
      'There is no layer with the id "dense-1".',
    );
  });
});
