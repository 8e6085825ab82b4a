/** Numbers of a block that was just put in: they can be changed for as long as nothing else is. */
import type { GroupId } from '../../core/document/schema.ts';
import { ParameterField } from '../inspector/ParameterField.tsx';
import { Section } from '../inspector/Section.tsx';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { changeLastBlock, lastBlock } from './block-edits.ts';

export function BlockSettings({ group }: { group: GroupId }) {
  const store = useDocumentStore();
  // Whether the block is still as it was put in is known by the document alone.
  useDocument((state) => state.history.document);
  const last = lastBlock(store, group);
  if (!last) return null;
  return (
    <Section title={last.source.block.title}>
      {Object.entries(last.source.block.parameters).map(([name, parameter]) => (
        <ParameterField
          key={name}
          parameter={parameter}
          value={last.params[name]}
          problem={undefined}
          onChange={(value) => {
            const now = lastBlock(store, group);
            if (now) changeLastBlock(store, now, { ...now.params, [name]: value });
          }}
        />
      ))}
    </Section>
  );
}
