/** Several runs of a program as one, so that what an engine hands over after every run is handed over less often. */
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import type { Program, Tensors } from './engine.ts';
import { scan } from './scan.ts';

/**
 * Runs `program` once for every item along the first dimension of its inputs, each on the state that the one before
 * left. Outputs, each a single number, lie along the first dimension too. The numbers are those of as many single
 * runs.
 */
export function inSeries(program: Program): Program {
  return {
    name: program.name,
    state: program.state,
    body: (tf, inputs, state) => {
      const { sequences, itemsOf } = alongFirst(tf, inputs);
      const movedNames = namesMovedBy(program, tf, inputs, state);
      const moved = movedNames.flatMap((name) => state[name] ?? []);
      let outputNames: readonly string[] = [];
      const done = scan(tf, { states: moved, sequences }, (states, items) => {
        const before = { ...state, ...named(movedNames, states) };
        const { outputs, state: after } = program.body(tf, itemsOf(items), before);
        outputNames = Object.keys(outputs);
        return {
          states: movedNames.flatMap((name) => after[name] ?? []),
          outputs: Object.values(outputs),
        };
      });
      return { outputs: named(outputNames, done.outputs), state: named(movedNames, done.states) };
    },
  };
}

/**
 * The runtime begins its sums of float32 numbers that lie side by side at the next place in memory that four of them
 * divide: the same numbers are added up in another order where they begin at another place.
 */
const SUMMED_TOGETHER = 4;

/** Every item must begin as an input by itself would. One that would not is copied out of the others. */
function alongFirst(tf: TensorFlow, inputs: Tensors) {
  const names = Object.keys(inputs);
  const inPlace = names.filter((name) => beginsAsByItself(inputs[name]));
  const copied = names.filter((name) => !inPlace.includes(name));
  const sequences = inPlace.flatMap((name) => inputs[name] ?? []);
  const [length = 0] = Object.values(inputs)[0]?.shape ?? [];
  if (copied.length > 0) sequences.push(tf.range(0, length, 1, 'int32'));
  return {
    sequences,
    itemsOf: (items: readonly Tensor[]): Tensors => {
      const place = items[inPlace.length];
      const copies = copied.flatMap((name) => {
        const all = inputs[name];
        return all && place ? [tf.gather(all, place)] : [];
      });
      return { ...named(inPlace, items), ...named(copied, copies) };
    },
  };
}

function beginsAsByItself(items: Tensor | undefined): boolean {
  if (items?.dtype !== 'float32') return true;
  const size = items.shape.slice(1).reduce((product, dimension) => product * dimension, 1);
  return size < SUMMED_TOGETHER || size % SUMMED_TOGETHER === 0;
}

/** What stays as it is should not go round with the loop. */
function namesMovedBy(program: Program, tf: TensorFlow, inputs: Tensors, state: Tensors): readonly string[] {
  let names: readonly string[] = [];
  tf.tidy(() => {
    const first = Object.entries(inputs).map(([name, items]) => [
      name,
      tf.squeeze(tf.slice(items, 0, 1), [0]),
    ]);
    names = Object.keys(program.body(tf, Object.fromEntries(first), state).state);
  });
  return names;
}

function named(names: readonly string[], tensors: readonly Tensor[]): Tensors {
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const tensor = tensors[index];
      return tensor ? [[name, tensor]] : [];
    }),
  );
}
