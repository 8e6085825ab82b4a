/** Below a layer's card: what the layer makes of the sample, and the switch that shows and hides it. */
import { Database, Eye, EyeOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { LayerId } from '../../core/document/schema.ts';
import type { Category } from '../../core/layers/layer.ts';
import type { LayerPreview } from '../../core/preview/preview.ts';
import { useCrowded } from '../canvas/use-link-line.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { describePicture } from './describe-picture.ts';
import styles from './LayerPreviewCard.module.css';
import { PreviewPicture } from './PreviewPicture.tsx';
import { isShown, previewsOf } from './preview-store.ts';

const t = enUnderstanding.preview;

interface LayerPreviewCardProps {
  readonly layer: LayerId;
  readonly name: string;
  readonly category: Category | undefined;
  /** Far out there is no room for the switch. */
  readonly small: boolean;
}

export const LayerPreviewCard = memo(function LayerPreviewCard({
  layer,
  name,
  category,
  small,
}: LayerPreviewCardProps) {
  const previews = previewsOf(useDocumentStore());
  const shown = useStore(previews, (state) => isShown(state, layer));
  const label = shown ? enUnderstanding.actions.hidePreview : enUnderstanding.actions.preview;
  return (
    <>
      {!small && (
        <button
          type="button"
          className={`${styles.toggle} nodrag nopan`}
          tabIndex={-1}
          data-preview-switch
          aria-label={label}
          title={label}
          onClick={(event) => {
            event.stopPropagation();
            previews.getState().toggle([layer]);
          }}
        >
          {shown ? <EyeOff size={12} aria-hidden /> : <Eye size={12} aria-hidden />}
        </button>
      )}
      {shown && <Shown layer={layer} name={name} category={category} />}
    </>
  );
});

function Shown({ layer, name, category }: Omit<LayerPreviewCardProps, 'small'>) {
  const documents = useDocumentStore();
  const previews = previewsOf(documents);
  const place = useRef<HTMLDivElement>(null);
  const crowded = useCrowded(layer);
  const known = useStore(previews, (state) => state.known.get(layer));
  const fault = useStore(previews, (state) => state.fault);
  const hasData = useDocument((state) => state.history.document.dataset !== null);

  // Only what is on the screen is computed.
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { see } = previews.getState();
    const watch = new IntersectionObserver(([entry]) => see(layer, entry?.isIntersecting ?? false), {
      rootMargin: '80px',
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      see(layer, false);
    };
  }, [previews, layer]);

  return (
    <div
      ref={place}
      className={styles.preview}
      data-preview={layer}
      data-inset={crowded || undefined}
      data-category={category}
    >
      {hasData ? (
        <Content
          name={name}
          preview={known?.preview}
          fault={fault?.message}
          retry={previews.getState().retry}
        />
      ) : (
        <p className={styles.note}>
          <Database size={13} aria-hidden /> {t.noData}
        </p>
      )}
    </div>
  );
}

interface ContentProps {
  readonly name: string;
  readonly preview: LayerPreview | undefined;
  readonly fault: string | undefined;
  retry(): void;
}

function Content({ name, preview, fault, retry }: ContentProps) {
  if (fault !== undefined) {
    return (
      <div className={styles.note} data-kind="fault">
        <TriangleAlert size={13} aria-hidden />
        <p title={fault}>{fault}</p>
        <button type="button" className={`${styles.again} nodrag`} onClick={retry}>
          {t.again}
        </button>
      </div>
    );
  }
  if (!preview) {
    return (
      <p className={styles.note} data-kind="computing">
        <LoaderCircle size={13} aria-hidden /> {t.computing}
      </p>
    );
  }
  if (preview.state === 'refused') {
    return (
      <p className={styles.note} title={preview.message}>
        {preview.message}
      </p>
    );
  }
  const { figures, picture } = preview;
  return (
    <figure className={styles.figure}>
      <div className={styles.picture} role="img" aria-label={t.label(name, describePicture(preview))}>
        <PreviewPicture picture={picture} figures={figures} />
      </div>
      <figcaption className={styles.figures}>
        {figures.broken > 0 ? (
          <span data-broken>{t.broken(figures.broken)}</span>
        ) : (
          <span>{t.range(figures.min, figures.max)}</span>
        )}
        {picture.kind === 'maps' && !picture.colours && picture.channels > 1 && (
          <span>{t.maps(picture.count, picture.channels)}</span>
        )}
        {figures.broken === 0 && figures.zeros >= 0.01 && <span>{t.zeros(figures.zeros)}</span>}
      </figcaption>
    </figure>
  );
}
