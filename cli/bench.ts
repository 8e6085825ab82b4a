import type { Comparison } from '../host/bench/compare.ts';
import { BENCH_NETWORKS, type BenchNetwork } from '../host/bench/networks.ts';
import type { StepProfile } from '../host/bench/profile.ts';
import { type Arguments, type CliCommand, EXIT, integerOption, textOption, UsageError } from './command.ts';
import { formatCount } from './figures.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';

/** The peer is measured with as many. */
const THREADS = 2;
const PROFILED_STEPS = 20;

/** `layerloom bench`: how fast known networks train, by themselves, beside PyTorch, or operator by operator. */
export const bench: CliCommand = {
  name: 'bench',
  usage: '[--net N] [--against torch] [--steps N] [--batch N] [--rounds N] [--profile]',
  summary: 'measures how fast known networks train here, and compares with PyTorch',
  options: {
    net: { type: 'string' },
    against: { type: 'string' },
    steps: { type: 'string' },
    batch: { type: 'string' },
    rounds: { type: 'string' },
    profile: { type: 'boolean' },
  },
  explained: {
    '--net N': `only this network: ${BENCH_NETWORKS.map(({ id }) => id).join(', ')}`,
    '--against torch': "in turns with PyTorch (Debian's python3-torch), and the ratio of both",
    '--steps N': 'steps counted in each round: as many as take a second, and at least 20, unless told',
    '--batch N': 'samples in a step: 64 unless told',
    '--rounds N': 'rounds, of which the medians are shown: 3 unless told',
    '--profile': 'instead, how long each operator takes in a step that runs by itself',
  },
  arguments: { min: 0, max: 0 },
  run: async (args, output) => {
    const networks = chosenNetworks(textOption(args, 'net'));
    const steps = integerOption(args, 'steps', { min: 1, max: 10_000 });
    const settings = {
      batch: integerOption(args, 'batch', { min: 1, max: 4096 }) ?? 64,
      threads: THREADS,
    };
    if (args.values.profile === true) {
      const { profileStep } = await import('../host/bench/profile.ts');
      for (const network of networks) {
        showProfile(network, await profileStep(network, settings, steps ?? PROFILED_STEPS), output);
      }
      return EXIT.success;
    }
    const rounds = integerOption(args, 'rounds', { min: 1, max: 100 }) ?? 3;
    await compare(networks, { ...settings, steps, rounds, againstTorch: isAgainstTorch(args) }, output);
    return EXIT.success;
  },
};

async function compare(
  networks: readonly BenchNetwork[],
  options: Parameters<typeof import('../host/bench/compare.ts').compareNetwork>[1],
  output: Output,
): Promise<void> {
  const { compareNetwork, geometricMean } = await import('../host/bench/compare.ts');
  const measured: Comparison[] = [];
  for (const network of networks) {
    output.redraw(`${network.id} …`);
    const comparison = await compareNetwork(network, options);
    measured.push(comparison);
    output.record(comparison);
  }
  output.redraw('');
  const ratios = measured.flatMap(({ peer }) => (peer ? [peer.ratio] : []));
  const mean = ratios.length > 0 ? geometricMean(ratios) : undefined;
  for (const line of comparisonTable(measured, mean)) output.line(line);
  output.record({ networks: measured.length, ...(mean !== undefined && { geometricMean: mean }) });
}

function comparisonTable(measured: readonly Comparison[], mean: number | undefined): string[] {
  const peerName = measured[0]?.peer?.name;
  const heading = ['Network', 'Parameters', 'First step', 'Samples/s'];
  const rows = measured.map(({ net, parameters, firstStepMs, samplesPerSecond, peer }) => [
    net,
    formatCount(parameters),
    `${formatCount(firstStepMs)} ms`,
    formatCount(samplesPerSecond),
    ...(peer ? [formatCount(peer.samplesPerSecond), peer.ratio.toFixed(2)] : []),
  ]);
  if (peerName !== undefined) heading.push(peerName, 'Ratio');
  if (mean !== undefined) rows.push(['geometric mean', '', '', '', '', mean.toFixed(2)]);
  return table([heading, ...rows], [1, 2, 3, 4, 5]);
}

function showProfile({ id }: BenchNetwork, profile: StepProfile, output: Output): void {
  const { operators, runMilliseconds, stepMilliseconds } = profile;
  output.record({ net: id, ...profile });
  const share = (milliseconds: number) => `${((milliseconds / stepMilliseconds) * 100).toFixed(1)}%`;
  const row = (what: string, nodes: string, milliseconds: number) => [
    what,
    nodes,
    milliseconds.toFixed(2),
    share(milliseconds),
  ];
  const inOperators = operators.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = [
    [id, 'Nodes', 'ms a step', 'Share'],
    ...operators.map(({ operator, nodes, milliseconds }) => row(operator, String(nodes), milliseconds)),
    row('between operators', '', runMilliseconds - inOperators),
    row('outside the runtime', '', stepMilliseconds - runMilliseconds),
    row('the whole step', '', stepMilliseconds),
  ];
  for (const line of table(rows, [1, 2, 3])) output.line(line);
  output.line();
}

function chosenNetworks(name: string | undefined): readonly BenchNetwork[] {
  if (name === undefined) return BENCH_NETWORKS;
  const network = BENCH_NETWORKS.find(({ id }) => id === name);
  if (network) return [network];
  throw new UsageError(
    `--net takes one of ${BENCH_NETWORKS.map(({ id }) => id).join(', ')}, but received "${name}".`,
  );
}

function isAgainstTorch(args: Arguments): boolean {
  const peer = textOption(args, 'against');
  if (peer === undefined || peer === 'torch') return peer === 'torch';
  throw new UsageError(`--against takes "torch", but received "${peer}".`);
}
