/**
 * Thousands of random commands with random undo and redo. `EDITS=100000 SEED=7 npx vitest run
 * core/document/random-edits` goes further.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { createRandom, type Random } from '../data/prng.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { KINDS, randomCommand } from '../testing/edits/random-command.ts';
import { expectFresh, expectSaved } from '../testing/edits/saved.ts';
import { CommandError } from './command-error.ts';
import { apply, type Command } from './commands.ts';
import { type History, mark, redo, run, startHistory, undo } from './history.ts';
import { emptyDocument, type NetworkDocument } from './schema.ts';

const EDITS = Number(process.env.EDITS ?? 5000);
const SEED = Number(process.env.SEED ?? 1);

/** How many acts lie between two replays from the beginning. */
const BETWEEN_REPLAYS = 500;

type Step = readonly Command[];

/** One to three commands; one that does not fit is refused and leaves everything as it was. */
function randomStep(document: NetworkDocument, random: Random): Step {
  const commands: Command[] = [];
  let after = document;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const command = randomCommand(after, random);
    if (!command) continue;
    try {
      after = apply(after, command);
      commands.push(structuredClone(command));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
    }
  }
  return after === document ? [] : commands;
}

function expectReplay(start: NetworkDocument, steps: readonly Step[], document: NetworkDocument): void {
  const replayed = steps.flat().reduce(apply, start);
  if (!isDeepStrictEqual(replayed, document)) expect(replayed).toStrictEqual(document);
}

it(`${EDITS} random commands with undo and redo give what their replay gives; every state can be saved and analysed`, () => {
  const random = createRandom(SEED, 'edits');
  const start = emptyDocument('Test');
  const kinds = new Set<string>();
  let history: History = startHistory(start);
  let analysis = analyzeNetwork(start);
  const done: Step[] = [];
  let undone: Step[] = [];
  let edits = 0;

  for (let act = 1; edits < EDITS; act++) {
    const chance = random.uniform();
    if (chance < 0.25) {
      const step = done.pop();
      if (step) undone.push(step);
      history = undo(history);
    } else if (chance < 0.4) {
      const step = undone.pop();
      if (step) done.push(step);
      history = redo(history);
    } else {
      const step = randomStep(history.document, random);
      history = step.reduce(run, mark(history, 'Step'));
      if (step.length > 0) {
        done.push(step);
        undone = [];
      }
      for (const { type } of step) kinds.add(type);
      edits += step.length;
    }
    analysis = analyzeNetwork(history.document, { previous: analysis });
    expectSaved(history.document);
    if (act % 50 === 0) expectFresh(analysis, history.document);
    if (act % BETWEEN_REPLAYS === 0) expectReplay(start, done, history.document);
  }
  expectReplay(start, done, history.document);

  const last = [...undone].reverse().flat().reduce(apply, history.document);
  while (history.future.length > 0) history = redo(history);
  expect(history.document).toStrictEqual(last);
  while (history.past.length > 0) history = undo(history);
  expect(history.document).toBe(start);
  expect([...kinds].sort()).toEqual([...KINDS].sort());
});
