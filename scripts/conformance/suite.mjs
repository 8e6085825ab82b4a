/** Runs TensorFlow.js's own tests on the tracing backend. Bundled and started by `scripts/conformance.mjs`. */
import { jasmine } from './globals.mjs';
import './environment.mjs';
import '@tensorflow/tfjs-core/dist/tests';
import { parseArgs } from 'node:util';
import { EXCEPTIONS } from './exceptions.mjs';

const { values } = parseArgs({
  options: {
    filter: { type: 'string', default: '' },
    /** Names of failed cases shown with the first line of why. */
    show: { type: 'string', default: '200' },
  },
});

const passed = [];
const failed = [];
const excepted = [];
/** How many cases each exception stood for. */
const used = new Map();

/**
 * @param {string} name
 * @param {string} why
 */
const exceptionFor = (name, why) =>
  EXCEPTIONS.find(
    ({ cases = [], refusals = [] }) =>
      cases.some((part) => name.includes(part)) || refusals.some((part) => why.includes(part)),
  );

const env = jasmine.getEnv();
env.configure({
  random: false,
  failSpecWithNoExpectations: false,
  specFilter: (spec) => spec.getFullName().includes(values.filter),
});
env.addReporter({
  specDone: ({ fullName, status, failedExpectations }) => {
    if (status === 'passed') passed.push(fullName);
    if (status !== 'failed') return;
    const why = failedExpectations[0]?.message ?? '';
    const exception = exceptionFor(fullName, why);
    if (exception) {
      used.set(exception, (used.get(exception) ?? 0) + 1);
      excepted.push(fullName);
    } else {
      failed.push({ fullName, why: why.split('\n').slice(0, 2).join(' ').slice(0, 260) });
    }
  },
});
// Tests of warnings and deprecations would drown the report.
for (const method of ['log', 'warn', 'error', 'info']) console[method] = () => {};
await env.execute();

const line = (text) => process.stdout.write(`${text}\n`);
for (const { fullName, why } of failed.slice(0, Number(values.show)))
  line(`FAILED ${fullName}\n       ${why}`);
const unused = values.filter === '' ? EXCEPTIONS.filter((exception) => !used.has(exception)) : [];
for (const { reason } of unused) line(`UNUSED EXCEPTION ${reason}`);
for (const [{ reason }, count] of used) line(`${String(count).padStart(6)} excepted: ${reason}`);
line(`passed    ${passed.length}`);
line(`failed    ${failed.length}`);
line(`excepted  ${excepted.length}`);
process.exit(failed.length + unused.length > 0 ? 1 : 0);
