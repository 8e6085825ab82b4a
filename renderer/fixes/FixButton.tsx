/** Puts something right. Pointing at it or focusing it shows on the canvas what it would change. */
import { Button } from '@mantine/core';
import { Wrench } from 'lucide-react';
import { useEffect } from 'react';
import type { Fix } from '../../core/issues/issue.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { fixPreviewOf } from './fix-preview-store.ts';

export function FixButton({ fix }: { fix: Fix }) {
  const documents = useDocumentStore();
  const preview = fixPreviewOf(documents);
  const { point } = preview.getState();
  const leave = () => {
    if (preview.getState().fix === fix) point(undefined);
  };
  // A fix that is gone is pointed at no longer.
  useEffect(
    () => () => {
      if (preview.getState().fix === fix) preview.getState().point(undefined);
    },
    [preview, fix],
  );
  return (
    <Button
      className="nodrag nopan"
      size="compact-xs"
      variant="default"
      leftSection={<Wrench size={12} aria-hidden />}
      onMouseEnter={() => point(fix)}
      onMouseLeave={leave}
      onFocus={() => point(fix)}
      onBlur={leave}
      onClick={() => {
        point(undefined);
        documents.getState().applyFix(fix);
      }}
    >
      {fix.label}
    </Button>
  );
}
