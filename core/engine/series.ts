/** Several runs of a program as one, so that what an engine hands over after every run is handed over less often. */
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import type { Program, Tensors } from './engine.ts';
import { scan } from './scan.ts';

/**
 * Runs `program` once for every item along the first dimension of its inputs, each on the state that the one before
 * left. Outputs lie along the first dimension too. The numbers are those of as many single runs.
 */
export function inSeries(program: Program): Program {
  return {
    name: program.name,
    state: program.state,
    body: (tf, inputs, state) => {
      const inputNames = Object.keys(inputs);
      const movedNames = namesMovedBy(program, tf, inputs, state);
      const moved = movedNames.flatMap((name) => state[name] ?? []);
      let outputNames: readonly string[] = [];
      const done = scan(tf, { states: moved, sequences: Object.values(inputs) }, (states, items) => {
        const before = { ...state, ...named(movedNames, states) };
        const { outputs, state: after } = program.body(tf, named(inputNames, items), before);
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
