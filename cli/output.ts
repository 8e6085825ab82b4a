/** Where a command writes: sentences for a person, or one JSON object a line for a program. */
export interface Output {
  readonly json: boolean;
  /** Standard output is a terminal that a bar can be drawn on. */
  readonly terminal: boolean;
  /** For a person only. */
  line(text?: string): void;
  /** For a program only. */
  record(value: object): void;
  /** Redraws the last line of a terminal; an empty text clears it. */
  redraw(text: string): void;
  /** What went wrong, on standard error; a program also gets it as its last line. */
  fault(code: string, message: string): void;
}

const CLEAR_LINE = '\r\u001b[K';

export function createOutput(json: boolean): Output {
  const terminal = !json && process.stdout.isTTY === true;
  return {
    json,
    terminal,
    line: (text = '') => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    record: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    redraw: (text) => {
      if (terminal) process.stdout.write(CLEAR_LINE + text.slice(0, (process.stdout.columns || 80) - 1));
    },
    fault: (code, message) => {
      process.stderr.write(`layerloom: ${message}\n`);
      if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
    },
  };
}
