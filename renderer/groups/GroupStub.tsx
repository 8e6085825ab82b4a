/** A layer outside the group that is shown by itself, at its edge: a way to go there. */
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { memo, useContext } from 'react';
import { useUiStore } from '../app/ui-context.tsx';
import { DetailContext } from '../canvas/canvas-context.ts';
import { enGroups as t } from '../i18n/en-groups.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import styles from './GroupStub.module.css';
import type { StubFlowNode } from './stubs.ts';

export const GroupStub = memo(function GroupStub({ data: { layer, name, side } }: NodeProps<StubFlowNode>) {
  const store = useDocumentStore();
  const ui = useUiStore();
  const detail = useContext(DetailContext);
  const from = side === 'from';
  const label = from ? t.stubs.from(name) : t.stubs.to(name);
  const go = () => {
    store.getState().select({ layers: new Set([layer]) });
    ui.getState().revealLayer(layer);
  };
  return (
    <>
      <button
        type="button"
        className={`${styles.stub} nodrag nopan`}
        aria-label={t.stubs.go(label)}
        title={label}
        onClick={(event) => {
          event.stopPropagation();
          go();
        }}
        onDoubleClick={(event) => event.stopPropagation()}
        onContextMenu={(event) => {
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {detail !== 'bar' && (
          <>
            {from && <ArrowLeft size={13} aria-hidden />}
            <span>{label}</span>
            {!from && <ArrowRight size={13} aria-hidden />}
          </>
        )}
      </button>
      <Handle
        id={from ? 'out' : 'in'}
        type={from ? 'source' : 'target'}
        position={from ? Position.Right : Position.Left}
        isConnectable={false}
        className={styles.port}
      />
    </>
  );
});
