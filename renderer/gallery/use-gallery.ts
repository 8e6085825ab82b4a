/** What the gallery shows, asked of the host: templates and recent projects. */
import { useCallback, useEffect, useState } from 'react';
import type { ProjectSummary, TemplateSummary } from '../../host/contract.ts';
import { useHost } from '../app/host-context.tsx';
import { en } from '../i18n/en.ts';

export type GalleryState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | {
      readonly status: 'ready';
      readonly templates: readonly TemplateSummary[];
      readonly projects: readonly ProjectSummary[];
    };

export function useGallery(): { gallery: GalleryState; reload: () => void } {
  const host = useHost();
  const [gallery, setGallery] = useState<GalleryState>({ status: 'loading' });

  const reload = useCallback(() => {
    Promise.all([host.request('templates.list', {}), host.request('projects.list', {})]).then(
      ([templates, projects]) => setGallery({ status: 'ready', templates, projects }),
      (error: unknown) =>
        setGallery({
          status: 'failed',
          message: error instanceof Error ? error.message : en.errors.unknown,
        }),
    );
  }, [host]);

  useEffect(reload, [reload]);
  return { gallery, reload };
}
