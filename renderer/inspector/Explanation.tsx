/** What a layer does and when to use it, with its formula. */
import type { LayerDefinition } from '../../core/layers/layer.ts';
import { en } from '../i18n/en.ts';
import styles from './Inspector.module.css';
import { LazyFormula, Markdown } from './Markdown.tsx';
import { Section } from './Section.tsx';

export function Explanation({ definition }: { definition: LayerDefinition }) {
  return (
    <Section title={en.inspector.about}>
      <Markdown source={definition.doc} />
      {definition.formula && (
        <div className={styles.formula}>
          <LazyFormula source={definition.formula} />
        </div>
      )}
    </Section>
  );
}
