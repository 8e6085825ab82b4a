/** What a fix would change, drawn over the canvas before it is applied: new and changed layers, new and lost links. */
import { useStore as useFlowStore, ViewportPortal } from '@xyflow/react';
import { ArrowRight, CircleCheck, Minus, Plus, SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Layer, LayerId } from '../../core/document/schema.ts';
import { findLayer } from '../../core/layers/registry.ts';
import { type FixOutcome, fixOutcome } from '../../core/shape/fix-outcome.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';
import type { Box } from '../groups/drawn.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import styles from './FixGhost.module.css';
import { fixPreviewOf } from './fix-preview-store.ts';
import { middleOf, pathOf, shownAs } from './ghost-places.ts';

const t = enUnderstanding.fix;

/** Undefined while no fix is pointed at, null where it cannot be done. */
function useOutcome(): FixOutcome | null | undefined {
  const documents = useDocumentStore();
  const fix = useStore(fixPreviewOf(documents), (state) => state.fix);
  const document = useDocument((state) => state.history.document);
  return useMemo(() => {
    if (!fix) return undefined;
    const { analysis, dataset, inside } = documents.getState();
    const description = dataset.status === 'ready' ? dataset.description : undefined;
    return fixOutcome(document, fix, { analysis, dataset: description, inside }) ?? null;
  }, [fix, document, documents]);
}

/** In the coordinates of the sheet; inside React Flow. */
export function FixGhost() {
  const outcome = useOutcome();
  const before = useDocument((state) => state.history.document);
  const inside = useDocument((state) => state.inside);
  if (!outcome) return null;
  const { document, addedLinks, removedLinks } = outcome;
  const added = shownAs(document, inside, outcome.added);
  const changed = shownAs(document, inside, outcome.changed);
  const removed = shownAs(before, inside, outcome.removed);
  return (
    <ViewportPortal>
      <div className={styles.ghost} data-fix-ghost aria-hidden="true">
        <svg className={styles.links} aria-hidden="true">
          {removedLinks.map((link) => (
            <path key={`- ${link.id}`} d={pathOf(before, inside, link)} data-kind="removed" />
          ))}
          {addedLinks.map((link) => (
            <path key={`+ ${link.id}`} d={pathOf(document, inside, link)} data-kind="added" />
          ))}
        </svg>
        {added.alone.map(([layer, { box }]) => (
          <Card key={layer.id} layer={layer} box={box} shape={shapeOf(outcome, layer.id)} />
        ))}
        {changed.alone.map(([layer, { box }]) => (
          <Frame key={layer.id} box={box} kind="changed" shape={shapeOf(outcome, layer.id)} />
        ))}
        {removed.alone.map(([layer, { box }]) => (
          <Frame key={layer.id} box={box} kind="removed" />
        ))}
        {[...added.hidden, ...changed.hidden, ...removed.hidden].map(([id, [{ box }, layers]], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a card may be framed for each of the three
          <Frame key={`${id} ${place}`} box={box} kind="changed" names={layers.map(({ name }) => name)} />
        ))}
      </div>
    </ViewportPortal>
  );
}

/** What would come of it in a sentence; also for who does not see the canvas. */
export function FixSummary() {
  const outcome = useOutcome();
  const document = useDocument((state) => state.history.document);
  const inside = useDocument((state) => state.inside);
  const middle = useMemo(
    () => (outcome ? middleOf(document, outcome, inside) : undefined),
    [document, outcome, inside],
  );
  // In the other half than what it is about.
  const above = useFlowStore(
    ({ transform: [, y, zoom], height }) => middle !== undefined && middle * zoom + y > height / 2,
  );
  return (
    <div className={styles.summaryPlace} data-above={above || undefined} role="status">
      {outcome !== undefined && (
        <div className={styles.summary}>{outcome ? <Summary outcome={outcome} /> : t.refused}</div>
      )}
    </div>
  );
}

function Summary({ outcome: { answer, errors, warnings } }: { outcome: FixOutcome }) {
  const solved = errors + warnings === 0;
  return (
    <>
      {solved ? <CircleCheck size={14} aria-hidden data-solved /> : <ArrowRight size={14} aria-hidden />}
      {answer && <span>{t.answer(formatShape(answer))}</span>}
      <span>{solved ? t.solved : t.left(errors, warnings)}</span>
    </>
  );
}

function shapeOf({ shapes }: FixOutcome, id: LayerId): string | undefined {
  const shape = shapes.get(id);
  return shape && formatShape(shape);
}

function Card({ layer, box, shape }: { layer: Layer; box: Box; shape: string | undefined }) {
  const definition = findLayer(layer.type);
  return (
    <div className={styles.card} style={placeOf(box)} data-category={definition?.category}>
      <span className={styles.badge}>
        <Plus size={11} aria-hidden /> {t.new}
      </span>
      <span className={styles.name}>
        <LayerIcon name={definition?.icon} size={15} /> {layer.name}
      </span>
      <span className={styles.shape}>{shape ?? '?'}</span>
    </div>
  );
}

interface FrameProps {
  readonly box: Box;
  readonly kind: 'changed' | 'removed';
  readonly shape?: string | undefined;
  /** What is meant of what a card hides. */
  readonly names?: readonly string[];
}

function Frame({ box, kind, shape, names = [] }: FrameProps) {
  const Icon = kind === 'changed' ? SlidersHorizontal : Minus;
  return (
    <div className={styles.frame} style={placeOf(box)} data-kind={kind}>
      <span className={styles.badge}>
        <Icon size={11} aria-hidden /> {names.length > 0 ? t.inside(names) : t[kind]}
        {shape && <span className={styles.shape}>{shape}</span>}
      </span>
    </div>
  );
}

const placeOf = ({ x, y, width, height }: Box) => ({ width, height, transform: `translate(${x}px, ${y}px)` });
