/** A mark of problems on a layer or a link: hovered or focused, it shows the sentences and what puts them right. */
import { Popover } from '@mantine/core';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import type { Issue } from '../../core/issues/issue.ts';
import { IssueCard } from '../problems/IssueCard.tsx';
import styles from './IssueMark.module.css';

interface IssueMarkProps {
  readonly issues: readonly Issue[];
  readonly className: string | undefined;
}

const MOST = 3;
const OPEN_MS = 120;
const CLOSE_MS = 180;

export function IssueMark({ issues: given, className }: IssueMarkProps) {
  const errors = given.filter(({ severity }) => severity === 'error');
  const issues = [...errors, ...given.filter(({ severity }) => severity !== 'error')];
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const mark = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  const [first] = issues;
  if (!first) return null;
  const Icon = first.severity === 'error' ? CircleAlert : TriangleAlert;

  const turn = (wanted: boolean, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(wanted), delay);
  };
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    turn(false, 0);
    mark.current?.focus();
  };

  return (
    // What is inside lies on a card or a link, which must not take its clicks and keys for its own.
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside takes the focus
    <span
      className={className}
      data-issue-mark={first.severity}
      onMouseEnter={() => turn(true, OPEN_MS)}
      onMouseLeave={() => turn(false, CLOSE_MS)}
      onFocus={() => turn(true, 0)}
      onBlur={() => turn(false, CLOSE_MS)}
      onKeyDown={close}
    >
      <Popover opened={open} width={340} shadow="md" position="top" offset={6} zIndex={1200}>
        <Popover.Target>
          <button
            ref={mark}
            type="button"
            className={`${styles.mark} nodrag nopan`}
            aria-label={first.message}
            onClick={(event) => {
              event.stopPropagation();
              turn(true, 0);
              // The first fix, once it is there.
              setTimeout(() => card.current?.querySelector('button')?.focus(), OPEN_MS);
            }}
          >
            <Icon size={16} strokeWidth={2.25} aria-hidden />
          </button>
        </Popover.Target>
        <Popover.Dropdown
          ref={card}
          className={styles.card}
          onClick={stop}
          onDoubleClick={stop}
          onPointerDown={stop}
          onMouseDown={stop}
        >
          {issues.slice(0, MOST).map((issue) => (
            <IssueCard key={`${issue.code} ${issue.param} ${issue.message}`} issue={issue} />
          ))}
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}

function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}
