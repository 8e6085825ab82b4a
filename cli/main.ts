/** The command line: finds the command, reads its options, and turns what goes wrong into sentences. */
import { parseArgs } from 'node:util';
import { describeFault, INTERNAL } from '../host/describe-fault.ts';
import { packageVersion } from '../host/package-root.ts';
import { bench } from './bench.ts';
import { check } from './check.ts';
import { type Arguments, type CliCommand, EXIT, UsageError } from './command.ts';
import { dataInspect } from './data-inspect.ts';
import { engines } from './engines.ts';
import { evaluate } from './evaluate.ts';
import { exportCommand } from './export.ts';
import { commandHelp, programHelp } from './help.ts';
import { createOutput } from './output.ts';
import { predict } from './predict.ts';
import { serve } from './serve.ts';
import { train } from './train.ts';

const COMMANDS: readonly CliCommand[] = [
  check,
  train,
  evaluate,
  exportCommand,
  predict,
  dataInspect,
  engines,
  bench,
  serve,
];

/** Returns the exit code: 0 success, 1 the input is at fault, 2 wrong usage, 3 an internal error. */
export async function main(argv: readonly string[]): Promise<number> {
  const output = createOutput(argv.includes('--json'));
  const [first] = argv;
  if (first === '--version') {
    process.stdout.write(`${packageVersion()}\n`);
    return EXIT.success;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    process.stdout.write(programHelp(COMMANDS));
    return first === undefined ? EXIT.usage : EXIT.success;
  }
  const found = findCommand(argv);
  if (!found) {
    output.fault(
      'usage',
      `There is no command "${first}". The commands are: ${COMMANDS.map(({ name }) => name).join(', ')}.`,
    );
    return EXIT.usage;
  }
  const { command, rest } = found;
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(commandHelp(command));
    return EXIT.success;
  }
  try {
    return await command.run(readArguments(command, rest), output);
  } catch (error) {
    output.redraw('');
    if (error instanceof UsageError) {
      output.fault('usage', `${error.message} See "layerloom ${command.name} --help".`);
      return EXIT.usage;
    }
    const { code, message } = describeFault(error);
    output.fault(code, message);
    return code === INTERNAL ? EXIT.internal : EXIT.inputFault;
  }
}

function findCommand(argv: readonly string[]) {
  for (const command of COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, index) => argv[index] === word))
      return { command, rest: argv.slice(words.length) };
  }
  return undefined;
}

function readArguments(command: CliCommand, rest: readonly string[]): Arguments {
  const parsed = parse(command, rest);
  const { min, max } = command.arguments;
  const given = parsed.positionals.length;
  if (given < min || given > max) {
    const received =
      given === 0 ? 'none was given' : `received ${parsed.positionals.map((text) => `"${text}"`).join(' ')}`;
    throw new UsageError(`The command is "layerloom ${command.name} ${command.usage}", but ${received}.`);
  }
  return parsed;
}

function parse(command: CliCommand, rest: readonly string[]): Arguments {
  try {
    const { positionals, values } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: { ...command.options, json: { type: 'boolean' } },
    });
    return { positionals, values: values as Arguments['values'] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason.split('. ')[0]}.`);
  }
}
