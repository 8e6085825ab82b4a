/** Measures one network, in turns with the peer, so that both meet the same load of the machine. */
import { openBenchTrainer } from './bench-trainer.ts';
import { median } from './median.ts';
import type { BenchNetwork } from './networks.ts';
import { runTorchPeer } from './torch-peer.ts';

export interface CompareOptions {
  readonly batch: number;
  readonly threads: number;
  /** In each round; as many as take a second unless told, so that rounds of small networks mean something. */
  readonly steps?: number | undefined;
  readonly rounds: number;
  readonly againstTorch: boolean;
}

/** Rates are samples a second: the median of the rounds. */
export interface Comparison {
  readonly net: string;
  readonly batch: number;
  readonly threads: number;
  readonly parameters: number;
  readonly firstStepMs: number;
  readonly samplesPerSecond: number;
  readonly peer?: {
    readonly name: string;
    readonly samplesPerSecond: number;
    /** Ours by the peer's: the median of the rounds' ratios. */
    readonly ratio: number;
    /** Ratio of each round: how far the machine was at rest. */
    readonly ratios: readonly number[];
  };
}

const FEWEST_STEPS = 20;

export async function compareNetwork(network: BenchNetwork, options: CompareOptions): Promise<Comparison> {
  const { batch, threads, rounds, againstTorch } = options;
  const trainer = await openBenchTrainer(network, { batch, threads });
  try {
    const steps = options.steps ?? stepsInASecond(median(await trainer.measure(FEWEST_STEPS)));
    const rates: number[] = [];
    const peerRates: number[] = [];
    let name = '';
    for (let round = 0; round < rounds; round++) {
      rates.push((batch * 1000) / median(await trainer.measure(steps)));
      if (!againstTorch) continue;
      const peer = await runTorchPeer({ net: network.id, batch, threads, steps });
      const expected = network.peerParameters ?? network.parameters;
      if (peer.parameters !== expected) {
        throw new Error(`"${network.id}" has ${peer.parameters} parameters in ${peer.peer}, not ${expected}`);
      }
      name = peer.peer;
      peerRates.push(peer.samples_per_second);
    }
    const ratios = peerRates.map((rate, round) => (rates[round] ?? Number.NaN) / rate);
    return {
      net: network.id,
      batch,
      threads,
      parameters: trainer.parameters,
      firstStepMs: Math.round(trainer.firstStepMs),
      samplesPerSecond: tenth(median(rates)),
      ...(againstTorch && {
        peer: {
          name,
          samplesPerSecond: tenth(median(peerRates)),
          ratio: hundredth(median(ratios)),
          ratios: ratios.map(hundredth),
        },
      }),
    };
  } finally {
    await trainer.release();
  }
}

/** The mean in which twice as fast and half as fast cancel out. */
export function geometricMean(values: readonly number[]): number {
  return hundredth(Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length));
}

function stepsInASecond(stepMs: number): number {
  return Math.max(FEWEST_STEPS, Math.ceil(1000 / stepMs));
}

const tenth = (value: number) => Math.round(value * 10) / 10;
const hundredth = (value: number) => Math.round(value * 100) / 100;
