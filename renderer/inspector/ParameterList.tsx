/** All parameters of a layer; those that are rarely needed are folded away. */
import { ChevronRight } from 'lucide-react';
import type { Layer } from '../../core/document/schema.ts';
import type { Issue } from '../../core/issues/issue.ts';
import type { LayerDefinition } from '../../core/layers/layer.ts';
import { defaultParams, isInEffect, type Parameter } from '../../core/layers/parameter.ts';
import { en } from '../i18n/en.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import styles from './Inspector.module.css';
import { ParameterField } from './ParameterField.tsx';

interface ParameterListProps {
  layer: Layer;
  definition: LayerDefinition;
  issues: readonly Issue[];
}

export function ParameterList({ layer, definition, issues }: ParameterListProps) {
  const store = useDocumentStore();
  const values = { ...defaultParams(definition.parameters), ...layer.params };
  const entries = Object.entries(definition.parameters).filter(([, parameter]) =>
    isInEffect(parameter, values),
  );
  const basic = entries.filter(([, parameter]) => !parameter.advanced);
  const advanced = entries.filter(([, parameter]) => parameter.advanced);
  const changed = advanced.some(([name]) => Object.hasOwn(layer.params, name));

  const field = ([name, parameter]: [string, Parameter]) => (
    <ParameterField
      key={name}
      parameter={parameter}
      value={Object.hasOwn(layer.params, name) ? layer.params[name] : parameter.default}
      problem={issues.find((issue) => issue.param === name)?.message}
      onChange={(value, gesture) =>
        store
          .getState()
          .dispatch(
            en.edits.setParam(parameter.label),
            [{ type: 'set-params', layer: layer.id, params: { [name]: value } }],
            gesture,
          )
      }
    />
  );

  if (entries.length === 0) return <p className={styles.quiet}>{en.inspector.noParameters}</p>;
  return (
    <>
      {basic.map(field)}
      {advanced.length > 0 && (
        <details className={styles.more} open={changed || undefined}>
          <summary>
            <ChevronRight size={13} aria-hidden />
            {en.inspector.more}
          </summary>
          <div className={styles.fields}>{advanced.map(field)}</div>
        </details>
      )}
    </>
  );
}
