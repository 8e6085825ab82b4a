/** Where everything starts: templates that work, an empty canvas, and what was drawn before. */
import { ActionIcon, Button } from '@mantine/core';
import { ArrowLeft, FileSpreadsheet, FolderOpen, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useId, useMemo } from 'react';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import type { ProjectSummary, TemplateSummary } from '../../host/contract.ts';
import { chooseNetworkFile } from '../app/network-files.ts';
import { useSession } from '../app/session-context.tsx';
import { useUiStore } from '../app/ui-context.tsx';
import { en } from '../i18n/en.ts';
import { enOwnData } from '../i18n/en-own-data.ts';
import { formatAgo, formatShort } from '../i18n/format.ts';
import { useDocument } from '../state/document-context.tsx';
import styles from './Gallery.module.css';
import { NetworkDrawing } from './NetworkDrawing.tsx';
import { useGallery } from './use-gallery.ts';

export function Gallery() {
  const { gallery, reload } = useGallery();
  const session = useSession();

  return (
    <div className={styles.gallery}>
      <div className={styles.page}>
        <Head />
        <section aria-label={en.gallery.templates}>
          <div className={styles.grid}>
            {gallery.status === 'ready' && (
              <TemplateCards templates={gallery.templates.filter(({ purpose }) => purpose === 'training')} />
            )}
            <Card
              name={en.gallery.empty}
              summary={en.gallery.emptySummary}
              expected={en.gallery.emptyExpected}
              picture={<Plus size={28} strokeWidth={1.5} aria-hidden />}
              onOpen={() => void session.newDocument()}
            />
          </div>
          {gallery.status === 'loading' && <p className={styles.quiet}>{en.gallery.loading}</p>}
          {gallery.status === 'failed' && (
            <div className={styles.failed} role="alert">
              <p>
                <strong>{en.gallery.failed}</strong> {gallery.message}
              </p>
              <Button variant="default" onClick={reload}>
                {en.gallery.retry}
              </Button>
            </div>
          )}
        </section>
        {gallery.status === 'ready' && <Architectures templates={gallery.templates} />}
        {gallery.status === 'ready' && <Recent projects={gallery.projects} onChange={reload} />}
      </div>
    </div>
  );
}

function Head() {
  const session = useSession();
  const ui = useUiStore();
  const hasDocument = useDocument((state) => state.opened > 0);
  const openFile = () => void chooseNetworkFile().then((file) => file && session.openFile(file));
  return (
    <div className={styles.head}>
      <div>
        <h1>{en.gallery.title}</h1>
        <p>{en.gallery.subtitle}</p>
      </div>
      <div className={styles.headButtons}>
        {hasDocument && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<ArrowLeft size={14} aria-hidden />}
            onClick={() => ui.getState().showGallery(false)}
          >
            {en.gallery.back}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<FileSpreadsheet size={14} aria-hidden />}
          onClick={() => void session.startWithData()}
        >
          {enOwnData.start}
        </Button>
        <Button variant="default" leftSection={<FolderOpen size={14} aria-hidden />} onClick={openFile}>
          {en.gallery.openFile}
        </Button>
      </div>
    </div>
  );
}

/** Networks to look at and to build on: they need more images and time than a first try has. */
function Architectures({ templates }: { templates: readonly TemplateSummary[] }) {
  return (
    <section className={styles.architectures} aria-label={en.gallery.architectures}>
      <h2>{en.gallery.architectures}</h2>
      <div className={styles.grid}>
        <TemplateCards templates={templates.filter(({ purpose }) => purpose === 'architecture')} />
      </div>
    </section>
  );
}

function TemplateCards({ templates }: { templates: readonly TemplateSummary[] }) {
  const session = useSession();
  return templates.map((template) => (
    <TemplateCard
      key={template.id}
      template={template}
      onOpen={() => void session.openDocument(template.document)}
    />
  ));
}

function TemplateCard({ template, onOpen }: { template: TemplateSummary; onOpen: () => void }) {
  const analysis = useMemo(() => analyzeNetwork(template.document), [template.document]);
  const size = `${en.gallery.layers(template.document.layers.length)} · ${en.gallery.parameters(formatShort(analysis.parameters))}`;
  return (
    <Card
      name={template.title}
      summary={template.summary}
      size={size}
      expected={template.expected}
      picture={<NetworkDrawing document={template.document} analysis={analysis} />}
      onOpen={onOpen}
    />
  );
}

interface CardProps {
  name: string;
  summary: string;
  size?: string;
  expected: string;
  picture: ReactNode;
  onOpen: () => void;
}

function Card({ name, summary, size, expected, picture, onOpen }: CardProps) {
  const about = useId();
  return (
    <button
      type="button"
      className={styles.card}
      aria-label={en.gallery.open(name)}
      aria-describedby={about}
      onClick={onOpen}
    >
      <span className={styles.picture} aria-hidden>
        {picture}
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{name}</span>
        <span className={styles.about} id={about} aria-hidden>
          <span className={styles.summary}>{summary}</span>
          <span className={styles.facts}>
            <span className={styles.expected}>{expected}</span>
            {size && <span>{size}</span>}
          </span>
        </span>
      </span>
    </button>
  );
}

function Recent({ projects, onChange }: { projects: readonly ProjectSummary[]; onChange: () => void }) {
  const session = useSession();
  const failed = (error: unknown) =>
    session.ui.getState().showNotice(error instanceof Error ? error.message : en.errors.unknown);
  const newest = [...projects].sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  return (
    <section className={styles.recent} aria-label={en.gallery.recent}>
      <h2>{en.gallery.recent}</h2>
      {newest.length === 0 && <p className={styles.quiet}>{en.gallery.noRecent}</p>}
      <ul>
        {newest.map(({ id, name, layers, savedAt }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.project}
              aria-label={en.gallery.open(name)}
              onClick={() => void session.openProject(id).catch(failed)}
            >
              <span className={styles.name}>{name}</span>
              <span aria-hidden>{en.gallery.layers(layers)}</span>
              <span aria-hidden>{en.gallery.savedAt(formatAgo(new Date(savedAt), new Date()))}</span>
            </button>
            <ActionIcon
              aria-label={en.gallery.remove(name)}
              onClick={() => void session.host.request('projects.remove', { id }).then(onChange, failed)}
            >
              <Trash2 size={14} strokeWidth={1.75} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
