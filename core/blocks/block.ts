/**
 * A block of the palette: layers that are used together under one name. It is drawn as a small network whose
 * Input stands for what enters; where it is put to use, the Input gives way to the layer before it.
 */
import type { NetworkDocument } from '../document/schema.ts';
import { defaultParams, type Parameters, type ParamsOf } from '../layers/parameter.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import { type Maps, Sketch } from './sketch.ts';

export interface Block {
  /** Stable, in kebab case. */
  readonly id: string;
  readonly title: string;
  /** Name of a lucide icon in kebab case. */
  readonly icon: string;
  /** What it is good for, in one sentence. */
  readonly summary: string;
  readonly parameters: Parameters;
  /** What suits the images that arrive, for parameters that are not given. */
  readonly suit: (channels: number) => Readonly<Record<string, unknown>>;
  readonly draw: (sketch: Sketch, from: Maps, params: Readonly<Record<string, unknown>>) => Maps;
}

interface Definition<P extends Parameters> extends Omit<Block, 'parameters' | 'suit' | 'draw'> {
  readonly parameters: P;
  readonly suit: (channels: number) => Partial<ParamsOf<P>>;
  readonly draw: (sketch: Sketch, from: Maps, params: ParamsOf<P>) => Maps;
}

/** The result forgets the exact type of the parameters, as that of `defineLayer` does. */
export function defineBlock<const P extends Parameters>(definition: Definition<P>): Block {
  return definition as unknown as Block;
}

/** Where nothing is known of what arrives. */
const USUAL = { side: 28, channels: 64 } as const;

/** Parameters of a block where it takes what arrives. */
export function blockParams(
  block: Block,
  arriving: TensorType | undefined,
): Readonly<Record<string, unknown>> {
  const channels = channelsOf(arriving);
  return {
    ...defaultParams(block.parameters),
    ...(channels !== undefined && block.suit(channels)),
  };
}

/** The block as a network: an Input of the size that arrives, and one group. */
export function drawBlock(
  block: Block,
  arriving: TensorType | undefined,
  params: Readonly<Record<string, unknown>> = blockParams(block, arriving),
): NetworkDocument {
  const channels = channelsOf(arriving) ?? USUAL.channels;
  const side = arriving?.shape[1] ?? USUAL.side;
  const sketch = new Sketch();
  const from = { layer: sketch.image(side, channels), channels };
  sketch.group(block.title, () => block.draw(sketch, from, params));
  return sketch.document(block.title, block.summary);
}

/** Of images; undefined for anything else. */
function channelsOf(arriving: TensorType | undefined): number | undefined {
  return arriving?.shape.length === 4 ? (arriving.shape[3] ?? undefined) : undefined;
}
