/** What the palette hands to the canvas while a block is dragged: one that is shipped, or a person's own. */
import { type Block, drawBlock } from '../../core/blocks/block.ts';
import { BLOCKS } from '../../core/blocks/registry.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { TensorType } from '../../core/shape/tensor-type.ts';
import type { OwnBlock } from '../../host/contract.ts';

export const BLOCK_DRAG_TYPE = 'application/x-layerloom-block';

export type BlockSource =
  | { readonly kind: 'shipped'; readonly block: Block }
  | { readonly kind: 'own'; readonly block: OwnBlock };

export function blockKey({ kind, block }: BlockSource): string {
  return `${kind}:${block.id}`;
}

export function findBlock(key: string, own: readonly OwnBlock[]): BlockSource | undefined {
  const shipped = BLOCKS.find((block) => blockKey({ kind: 'shipped', block }) === key);
  if (shipped) return { kind: 'shipped', block: shipped };
  const saved = own.find((block) => blockKey({ kind: 'own', block }) === key);
  return saved && { kind: 'own', block: saved };
}

export function titleOf(source: BlockSource): string {
  return source.kind === 'shipped' ? source.block.title : source.block.document.name;
}

/** The block as it suits what arrives. */
export function drawSource(
  source: BlockSource,
  arriving: TensorType | undefined,
  params: Readonly<Record<string, unknown>>,
): NetworkDocument {
  return source.kind === 'shipped' ? drawBlock(source.block, arriving, params) : source.block.document;
}
