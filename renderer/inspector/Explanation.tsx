/** What a layer does and when to use it, with its formula. */
import { lazy, Suspense } from 'react';
import type { LayerDefinition } from '../../core/layers/layer.ts';
import { en } from '../i18n/en.ts';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';

const Formula = lazy(async () => ({ default: (await import('./Formula.tsx')).Formula }));

export function Explanation({ definition }: { definition: LayerDefinition }) {
  return (
    <Section title={en.inspector.about}>
      {definition.doc.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph} className={styles.doc}>
          {paragraph}
        </p>
      ))}
      {definition.formula && (
        <Suspense fallback={<code className={styles.formula}>{definition.formula}</code>}>
          <Formula source={definition.formula} />
        </Suspense>
      )}
    </Section>
  );
}
