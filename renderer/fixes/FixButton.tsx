/** Puts something right. Pointing at it or focusing it shows on the canvas what it would change. */
import { Button } from '@mantine/core';
import { Wrench } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Fix } from '../../core/issues/issue.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { fixPreviewOf } from './fix-preview-store.ts';

export function FixButton({ fix }: { fix: Fix }) {
  const documents = useDocumentStore();
  const preview = fixPreviewOf(documents);
  const [pointed, setPointed] = useState(false);
  // What is known of the network may change meanwhile, and the fix with it; one that is gone is shown no longer.
  useEffect(() => {
    if (!pointed) return;
    preview.getState().point(fix);
    return () => {
      if (preview.getState().fix === fix) preview.getState().point(undefined);
    };
  }, [preview, fix, pointed]);
  return (
    <Button
      className="nodrag nopan"
      size="compact-xs"
      variant="default"
      leftSection={<Wrench size={12} aria-hidden />}
      // Also where it came to lie under a pointer that rested.
      onMouseMove={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      onFocus={() => setPointed(true)}
      onBlur={() => setPointed(false)}
      onClick={() => {
        setPointed(false);
        documents.getState().applyFix(fix);
      }}
    >
      {fix.label}
    </Button>
  );
}
