/** What a fix would change, drawn over the canvas before it is applied: new and changed layers, new and lost links. */
import { ViewportPortal } from '@xyflow/react';
import { ArrowRight, CircleCheck, Minus, Plus, SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Layer, LayerId, Link, NetworkDocument, Position } from '../../core/document/schema.ts';
import { findLayer } from '../../core/layers/registry.ts';
import { type FixOutcome, fixOutcome } from '../../core/shape/fix-outcome.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { portsOf } from '../state/document-edits.ts';
import { LAYER_WIDTH, layerHeight, portOffset } from '../state/layer-geometry.ts';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import styles from './FixGhost.module.css';
import { fixPreviewOf } from './fix-preview-store.ts';

const t = enUnderstanding.fix;

/** Undefined while no fix is pointed at, null where it cannot be done. */
function useOutcome(): FixOutcome | null | undefined {
  const documents = useDocumentStore();
  const fix = useStore(fixPreviewOf(documents), (state) => state.fix);
  const document = useDocument((state) => state.history.document);
  return useMemo(() => {
    if (!fix) return undefined;
    const { analysis, dataset } = documents.getState();
    const description = dataset.status === 'ready' ? dataset.description : undefined;
    return fixOutcome(document, fix, { analysis, dataset: description }) ?? null;
  }, [fix, document, documents]);
}

/** In the coordinates of the sheet; inside React Flow. */
export function FixGhost() {
  const outcome = useOutcome();
  const before = useDocument((state) => state.history.document);
  if (!outcome) return null;
  const { added, changed, removed, addedLinks, removedLinks, document } = outcome;
  return (
    <ViewportPortal>
      <div className={styles.ghost} data-fix-ghost aria-hidden="true">
        <svg className={styles.links} aria-hidden="true">
          {removedLinks.map((link) => (
            <path key={`- ${link.id}`} d={pathOf(before, link)} data-kind="removed" />
          ))}
          {addedLinks.map((link) => (
            <path key={`+ ${link.id}`} d={pathOf(document, link)} data-kind="added" />
          ))}
        </svg>
        {added.map((layer) => (
          <Card key={layer.id} layer={layer} shape={shapeOf(outcome, layer.id)} />
        ))}
        {changed.map((layer) => (
          <Frame key={layer.id} layer={layer} kind="changed" shape={shapeOf(outcome, layer.id)} />
        ))}
        {removed.map((layer) => (
          <Frame key={layer.id} layer={layer} kind="removed" />
        ))}
      </div>
    </ViewportPortal>
  );
}

/** What would come of it in a sentence; also for who does not see the canvas. */
export function FixSummary() {
  const outcome = useOutcome();
  return (
    <div className={styles.summaryPlace} role="status">
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

function Card({ layer, shape }: { layer: Layer; shape: string | undefined }) {
  const definition = findLayer(layer.type);
  return (
    <div
      className={styles.card}
      style={{ ...boxOf(layer), ...cornerOf(layer) }}
      data-category={definition?.category}
    >
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

function Frame({
  layer,
  kind,
  shape,
}: {
  layer: Layer;
  kind: 'changed' | 'removed';
  shape?: string | undefined;
}) {
  const Icon = kind === 'changed' ? SlidersHorizontal : Minus;
  return (
    <div className={styles.frame} style={{ ...boxOf(layer), ...cornerOf(layer) }} data-kind={kind}>
      <span className={styles.badge}>
        <Icon size={11} aria-hidden /> {t[kind]}
        {shape && <span className={styles.shape}>{shape}</span>}
      </span>
    </div>
  );
}

const boxOf = (layer: Layer) => ({ width: LAYER_WIDTH, height: layerHeight(portsOf(layer)) });
const cornerOf = ({ position }: Layer) => ({ transform: `translate(${position.x}px, ${position.y}px)` });

function pathOf({ layers }: NetworkDocument, { from, to }: Link): string {
  const source = layers.find(({ id }) => id === from.layer);
  const target = layers.find(({ id }) => id === to.layer);
  if (!source || !target) return '';
  const start = portAt(source, 'outputs', from.port);
  const end = portAt(target, 'inputs', to.port);
  const bow = Math.max(24, Math.abs(end.x - start.x) * 0.4);
  return `M ${start.x} ${start.y} C ${start.x + bow} ${start.y}, ${end.x - bow} ${end.y}, ${end.x} ${end.y}`;
}

function portAt(layer: Layer, side: 'inputs' | 'outputs', port: string): Position {
  const ports = portsOf(layer);
  const place = ports[side].findIndex(({ id }) => id === port);
  const y = portOffset(layerHeight(ports), Math.max(0, place), Math.max(1, ports[side].length));
  return { x: layer.position.x + (side === 'outputs' ? LAYER_WIDTH : 0), y: layer.position.y + y };
}
