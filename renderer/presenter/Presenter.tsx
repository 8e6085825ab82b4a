/** One layer after another, readable from the last row: what it is, what it does to the shape, and why. */
import { ActionIcon } from '@mantine/core';
import { ArrowRight, ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { groupIdOf } from '../groups/group-elements.ts';
import { enPresenter as t } from '../i18n/en-presenter.ts';
import { LazyFormula } from '../inspector/Markdown.tsx';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import { type Description, describeStation } from './describe-station.ts';
import styles from './Presenter.module.css';
import { usePresenterKeys } from './use-presenter-keys.ts';
import { chosenStation, goTo, stations } from './walk.ts';

export function Presenter() {
  const store = useDocumentStore();
  const ui = useUiStore();
  const canvas = useUi((state) => state.canvas);
  const section = useRef<HTMLElement>(null);
  const document = useDocument((state) => state.history.document);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const inside = useDocument((state) => state.inside);
  const sheet = { document, analysis, selection, inside };
  const way = stations(sheet);
  const chosen = chosenStation(sheet);
  const [last, setLast] = useState(chosen);
  if (chosen !== undefined && chosen !== last) setLast(chosen);
  const current = [chosen, last].find((node) => node !== undefined && way.includes(node)) ?? way[0];

  usePresenterKeys();

  useEffect(() => {
    if (chosen === undefined) goTo(store, current);
  }, [store, chosen, current]);

  useLayoutEffect(() => {
    section.current?.focus();
  }, []);

  useEffect(() => {
    if (current === undefined) return;
    const show = () => canvas?.present(current);
    const frame = requestAnimationFrame(show);
    window.addEventListener('resize', show);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('resize', show);
    };
  }, [canvas, current]);

  const about = current === undefined ? undefined : describeStation(document, analysis, current);
  const at = current === undefined ? -1 : way.indexOf(current);
  const into = current !== undefined && groupIdOf(current) !== undefined;
  const keys = inside === undefined ? (into ? t.keysInto : t.keys) : into ? t.keysBoth : t.keysOut;

  return (
    <section
      ref={section}
      className={styles.presenter}
      aria-label={t.label}
      tabIndex={-1}
      data-category={about?.category}
      data-station={current}
    >
      <div className={styles.about} aria-live="polite">
        {about && <About about={about} />}
      </div>
      <footer className={styles.foot}>
        <span className={styles.keys}>{keys}</span>
        <span className={styles.place}>{t.place(at + 1, way.length)}</span>
        <ActionIcon
          size={40}
          aria-label={t.previous}
          disabled={at <= 0}
          onClick={() => goTo(store, way[at - 1])}
        >
          <ChevronLeft size={26} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={40}
          aria-label={t.next}
          disabled={at >= way.length - 1}
          onClick={() => goTo(store, way[at + 1])}
        >
          <ChevronRight size={26} aria-hidden />
        </ActionIcon>
        <ActionIcon size={40} aria-label={t.leave} onClick={() => ui.getState().present(false)}>
          <X size={24} aria-hidden />
        </ActionIcon>
      </footer>
    </section>
  );
}

function About({ about }: { about: Description }) {
  return (
    <>
      <header className={styles.head}>
        <span className={styles.icon}>
          <LayerIcon name={about.icon} size={34} />
        </span>
        <h2>{about.name}</h2>
        <span className={styles.kind}>{about.kind}</span>
      </header>
      <p className={styles.shapes}>
        {about.inputs.length > 0 && (
          <>
            <span>{about.inputs.join(', ')}</span>
            <ArrowRight className={styles.arrow} aria-label={t.arrow} role="img" />
          </>
        )}
        <strong>{about.outputs.length > 0 ? about.outputs.join(', ') : t.unknown}</strong>
      </p>
      {about.problem && <p className={styles.problem}>{about.problem}</p>}
      <p className={styles.summary}>{about.summary}</p>
      <div className={styles.why}>
        <dl className={styles.sums}>
          {about.sums.map(({ of, text }) => (
            <div key={of}>
              <dt>{of}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        {about.formula && (
          <div className={styles.formula}>
            <LazyFormula source={about.formula} />
          </div>
        )}
      </div>
    </>
  );
}
