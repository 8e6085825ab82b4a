/** One group: its name, what comes out of it, its size, what is wrong inside, and how to repeat it. */
import { Button } from '@mantine/core';
import { Boxes } from 'lucide-react';
import { useState } from 'react';
import { MOST_REPEATS } from '../../core/blocks/repeat-group.ts';
import { groupTree } from '../../core/document/groups.ts';
import type { GroupId } from '../../core/document/schema.ts';
import { fail, ok } from '../../core/result.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { listActions } from '../app/actions.ts';
import { Keys } from '../app/Keys.tsx';
import { useSession } from '../app/session-context.tsx';
import { enGroups } from '../i18n/en-groups.ts';
import inspector from '../inspector/Inspector.module.css';
import { parseWhole } from '../inspector/parse-field.ts';
import { Section } from '../inspector/Section.tsx';
import { TextField } from '../inspector/TextField.tsx';
import { IssueCard } from '../problems/IssueCard.tsx';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { BlockSettings } from './BlockSettings.tsx';
import styles from './GroupInspector.module.css';
import { renameGroup, repeat } from './group-edits.ts';
import { selectedGroup } from './inside.ts';
import { summarize } from './summarize.ts';

const t = enGroups.inspector;
const LONGEST_NAME = 120;
const MOST_ISSUES = 5;
const ACTIONS: readonly string[] = [
  'enter-group',
  'collapse-group',
  'ungroup',
  'take-out-of-group',
  'save-block',
  'duplicate',
  'delete',
];

export function GroupInspector({ id }: { id: GroupId }) {
  const store = useDocumentStore();
  const document = useDocument((state) => state.history.document);
  const analysis = useDocument((state) => state.analysis);
  const session = useSession();
  const tree = groupTree(document.groups);
  const group = tree.get(id);
  if (!group) return null;
  const summary = summarize(document, analysis, tree.layersOf(id));
  const known = listActions(session).filter(({ enabled }) => enabled);
  const actions = ACTIONS.flatMap((action) => known.find((one) => one.id === action) ?? []);
  return (
    <div className={inspector.inspector}>
      <header className={inspector.head}>
        <span className={inspector.icon}>
          <Boxes size={16} aria-hidden />
        </span>
        <h2>{t.title}</h2>
      </header>
      <div className={inspector.scroll}>
        {summary.issues.length > 0 && (
          <div className={inspector.issues}>
            {summary.issues.slice(0, MOST_ISSUES).map((issue) => (
              <IssueCard key={`${issue.layer} ${issue.code} ${issue.message}`} issue={issue} />
            ))}
          </div>
        )}
        <Section title={t.title}>
          <TextField
            label={t.name}
            value={group.name}
            format={(name) => name}
            parse={(text) => {
              const name = text.trim().slice(0, LONGEST_NAME);
              return name === '' ? fail(t.nameEmpty) : ok(name);
            }}
            onChange={(name, gesture) => renameGroup(store, id, name, gesture)}
          />
          <dl className={styles.figures}>
            <Figure label={t.output}>
              {summary.output ? formatShape(summary.output.shape) : enGroups.outputs(summary.exits)}
            </Figure>
            <Figure label={t.layers}>{summary.layers.toLocaleString('en')}</Figure>
            <Figure label={t.parameters}>{summary.parameters.toLocaleString('en')}</Figure>
          </dl>
        </Section>
        <BlockSettings key={id} group={id} />
        <Repeat id={id} />
        <div className={styles.actions}>
          {actions.map(({ id: action, label, keys, run }) => (
            <Button
              key={action}
              variant="default"
              justify="space-between"
              rightSection={keys?.[0] && <Keys shortcut={keys[0]} />}
              onClick={run}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}

function Figure({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Repeat({ id }: { id: GroupId }) {
  const store = useDocumentStore();
  const [times, setTimes] = useState(2);
  const [refusal, setRefusal] = useState<string>();
  return (
    <Section title={t.repeat}>
      <TextField
        label={t.howOften}
        help={t.repeatHelp}
        value={times}
        format={String}
        parse={(text) => parseWhole(text, { min: 2, max: MOST_REPEATS })}
        step={(value, direction) => Math.min(MOST_REPEATS, Math.max(2, value + direction))}
        problem={refusal}
        onChange={(value) => {
          setTimes(value);
          setRefusal(undefined);
        }}
        figures
      />
      <Button variant="default" onClick={() => setRefusal(repeat(store, id, times))}>
        {t.repeatButton}
      </Button>
    </Section>
  );
}

/** Of the group that is selected as a whole; undefined where something else is. */
export function useSelectedGroup(): GroupId | undefined {
  return useDocument((state) => {
    const { layers, notes } = state.selection;
    if (layers.size === 0 || notes.size > 0) return undefined;
    return selectedGroup(state.history.document, layers);
  });
}
