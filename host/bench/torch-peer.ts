/** Runs the peer that training speed is compared with: PyTorch, in a process of its own for every round. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { HostError } from '../contract.ts';
import { packageRoot } from '../package-root.ts';

/** Debian's own Python, which sees Debian's python3-torch. */
const DEBIAN_PYTHON = '/usr/bin/python3';

const INSTALL =
  'Install Debian\'s packages python3-torch and libopenblas0-pthread, or measure without "--against torch".';

const PeerFigures = z.object({
  peer: z.string(),
  net: z.string(),
  parameters: z.number().int(),
  samples_per_second: z.number().positive(),
});
export type PeerFigures = z.infer<typeof PeerFigures>;

export interface PeerOptions {
  readonly net: string;
  readonly batch: number;
  readonly threads: number;
  readonly steps: number;
  readonly python?: string;
}

export function runTorchPeer({
  python = DEBIAN_PYTHON,
  net,
  ...settings
}: PeerOptions): Promise<PeerFigures> {
  const script = join(packageRoot(), 'bench', 'peers', 'torch_peer.py');
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return new Promise((resolve, reject) => {
    execFile(python, [script, net, ...args], (error, out, err) => {
      if (error) reject(peerFault(python, error, err));
      else resolve(PeerFigures.parse(JSON.parse(out)));
    });
  });
}

function peerFault(python: string, error: Error & { code?: unknown }, said: string): HostError {
  if (error.code === 'ENOENT') {
    return new HostError({ code: 'peer-absent', message: `There is no Python at "${python}". ${INSTALL}` });
  }
  if (said.includes("No module named 'torch'")) {
    return new HostError({ code: 'peer-absent', message: `"${python}" has no PyTorch. ${INSTALL}` });
  }
  const reason = said.trim().split('\n').at(-1) ?? '';
  return new HostError({
    code: 'peer-failed',
    message: `PyTorch could not be measured: "${python}" ended with: ${reason} ${INSTALL}`,
  });
}
