/** The formula of a layer and the arithmetic behind its shape and its parameters, beside its card. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Layer, LayerId } from '../../core/document/schema.ts';
import { explainLayer } from '../../core/explain/explain-layer.ts';
import type { LayerAnalysis } from '../../core/shape/analysis.ts';
import { formatShape, type TensorType } from '../../core/shape/tensor-type.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { formatCount } from '../i18n/format.ts';
import { LazyFormula } from '../inspector/Markdown.tsx';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './Explanation.module.css';
import { explanationOf } from './explain-store.ts';
import { usePointing } from './use-pointing.ts';

const t = enUnderstanding.explain;

const GAP = 8;

export function ExplanationPopover({ sheet }: { sheet: RefObject<HTMLElement | null> }) {
  const documents = useDocumentStore();
  usePointing(sheet, documents);
  const id = useStore(explanationOf(documents), (state) => state.layer);
  const layer = useDocument((state) => state.history.document.layers.find((other) => other.id === id));
  const analysis = useDocument((state) => (id === undefined ? undefined : state.analysis.layers.get(id)));
  if (!layer || !analysis?.definition) return null;
  return <Popover key={layer.id} sheet={sheet} layer={layer} analysis={analysis} />;
}

interface PopoverProps {
  readonly sheet: RefObject<HTMLElement | null>;
  readonly layer: Layer;
  readonly analysis: LayerAnalysis;
}

function Popover({ sheet, layer, analysis }: PopoverProps) {
  const popover = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<Place>();
  const { formula, shape, parameters, multiplyAdds } = explainLayer(analysis);

  useLayoutEffect(() => {
    const own = popover.current;
    if (!own) return;
    const put = () =>
      setPlace(sheet.current ? placeBeside(sheet.current, layer.id, own.offsetWidth) : undefined);
    put();
    // A card that an edit moves is drawn at its new place only after this.
    const frame = requestAnimationFrame(put);
    // The formula arrives later and may be wider than the rest.
    const watch = new ResizeObserver(put);
    watch.observe(own);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
    };
  }, [sheet, layer]);

  return (
    <section
      ref={popover}
      className={styles.popover}
      style={place ?? { visibility: 'hidden' }}
      aria-label={t.label(layer.name)}
      aria-live="polite"
      data-explanation={layer.id}
      data-category={analysis.definition?.category}
    >
      {formula && (
        <div className={styles.formula}>
          <LazyFormula source={formula} />
        </div>
      )}
      <dl className={styles.rows}>
        {(analysis.inputs ?? []).length > 0 && <Row name={t.input} text={shapes(analysis.inputs)} />}
        {shape.map(({ of, text }) => (
          <Row key={of} name={of} text={text} />
        ))}
        {analysis.definition?.type !== 'Output' && (
          <Row name={t.output} text={shapes(analysis.outputs)} strong />
        )}
        {analysis.outputs && (
          <Row name={t.parameters} text={parameters ?? t.noParameters} quiet={parameters === undefined} />
        )}
        {multiplyAdds > 0 && <Row name={t.multiplyAdds} text={formatCount(multiplyAdds)} />}
      </dl>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly text: string;
  readonly strong?: boolean;
  readonly quiet?: boolean;
}

function Row({ name, text, strong, quiet }: RowProps) {
  return (
    <div className={styles.row} data-strong={strong || undefined} data-quiet={quiet || undefined}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function shapes(types: readonly TensorType[] | undefined): string {
  return types?.map(({ shape }) => formatShape(shape)).join(',  ') ?? t.unknown;
}

/** The formula arrives a moment later and makes it higher: it grows away from the card. */
const LIKELY_HEIGHT = 230;

interface Place {
  readonly left: number;
  readonly top?: number;
  readonly bottom?: number;
}

/** Above the card; below it where there is no room. */
function placeBeside(sheet: HTMLElement, layer: LayerId, width: number): Place | undefined {
  const node = sheet.querySelector(`.react-flow__node[data-id="${CSS.escape(layer)}"]`);
  if (!node) return undefined;
  const [around, card] = [sheet.getBoundingClientRect(), node.getBoundingClientRect()];
  const middle = card.left - around.left + card.width / 2;
  const left = Math.max(GAP, Math.min(middle - width / 2, around.width - width - GAP));
  const [above, below] = [card.top - around.top, around.bottom - card.bottom];
  return above >= LIKELY_HEIGHT || above > below
    ? { left, bottom: around.height - above + GAP }
    : { left, top: card.bottom - around.top + GAP };
}
