/** The layers before and after this one: to go to, or to disconnect without aiming at a link. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Unlink } from 'lucide-react';
import type { Layer, LayerId, Link, NetworkDocument } from '../../core/document/schema.ts';
import { useUiStore } from '../app/ui-context.tsx';
import { en } from '../i18n/en.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';

interface Connected {
  readonly link: Link;
  readonly label: string;
  readonly other: LayerId;
  readonly name: string;
}

export function Connections({ layer }: { layer: Layer }) {
  const document = useDocument((state) => state.history.document);
  const store = useDocumentStore();
  const ui = useUiStore();
  const connected = connectionsOf(document, layer.id);
  if (connected.length === 0) return null;
  return (
    <Section title={en.inspector.connections}>
      <ul className={styles.connections}>
        {connected.map(({ link, label, other, name }) => (
          <li key={link.id}>
            <span>{label}</span>
            <button
              type="button"
              className={styles.goTo}
              aria-label={en.inspector.goTo(name)}
              onClick={() => {
                store.getState().select({ layers: new Set([other]) });
                ui.getState().revealLayer(other);
              }}
            >
              {name}
            </button>
            <Tooltip label={en.inspector.disconnect(name)}>
              <ActionIcon
                size={22}
                aria-label={en.inspector.disconnect(name)}
                onClick={() =>
                  store
                    .getState()
                    .dispatch(en.inspector.disconnect(name), [{ type: 'remove-links', links: [link.id] }])
                }
              >
                <Unlink size={13} strokeWidth={1.75} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function connectionsOf({ layers, links }: NetworkDocument, id: LayerId): Connected[] {
  const nameOf = (layer: LayerId) => layers.find((candidate) => candidate.id === layer)?.name ?? layer;
  const connected = (link: Link, label: string, other: LayerId) => ({
    link,
    label,
    other,
    name: nameOf(other),
  });
  return [
    ...links
      .filter(({ to }) => to.layer === id)
      .map((link) => connected(link, en.inspector.from, link.from.layer)),
    ...links
      .filter(({ from }) => from.layer === id)
      .map((link) => connected(link, en.inspector.to, link.to.layer)),
  ];
}
