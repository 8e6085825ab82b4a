/**
 * A field for text that stands for a value: applied while it is valid, with its sentence while it is not. The text
 * is on the screen first, and what follows from it a moment later.
 */
import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Result } from '../../core/result.ts';
import styles from './Inspector.module.css';
import { useAfterPaint } from './use-after-paint.ts';

interface TextFieldProps<T> {
  label: string;
  /** Only for a screen reader: fields of one row share a label that is shown. */
  hideLabel?: boolean;
  help?: string;
  value: T;
  format: (value: T) => string;
  parse: (text: string) => Result<T, string>;
  /** `gesture` is the same for everything typed into the field until it is left. */
  onChange: (value: T, gesture: string) => void;
  /** Arrow up and down change the value by this much. */
  step?: (value: T, direction: 1 | -1) => T;
  /** What is wrong with the value itself, said by the network's analysis. */
  problem?: string | undefined;
  figures?: boolean;
  placeholder?: string;
}

const FIGURES = { input: styles.figures ?? '' };

let gestures = 0;

export function TextField<T>({
  label,
  hideLabel = false,
  help,
  value,
  format,
  parse,
  onChange,
  step,
  problem,
  figures = false,
  placeholder,
}: TextFieldProps<T>) {
  const [draft, setDraft] = useState<string>();
  const [gesture, setGesture] = useState('');
  const { later, flush } = useAfterPaint();
  /** What was typed and is not in the document yet. */
  const typed = useRef<{ readonly value: T }>(undefined);
  const change = useRef(onChange);
  change.current = onChange;
  const parsed = draft === undefined ? undefined : parse(draft);
  const fault = parsed && !parsed.ok ? parsed.error : undefined;

  const type = (text: string) => {
    setDraft(text);
    const next = parse(text);
    if (!next.ok) return;
    typed.current = next;
    later(() => {
      typed.current = undefined;
      change.current(next.value, gesture);
    });
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // What a shortcut acts on has to be there.
    if (event.ctrlKey || event.metaKey || event.altKey) flush();
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.stopPropagation();
      event.currentTarget.blur();
      return;
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
    if (!direction || !step) return;
    event.preventDefault();
    const text = format(step(typed.current ? typed.current.value : value, direction));
    if (parse(text).ok) type(text);
  };

  return (
    <TextInput
      size="xs"
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      description={help}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      placeholder={placeholder}
      value={draft ?? format(value)}
      error={fault ?? problem}
      spellCheck={false}
      autoComplete="off"
      classNames={figures ? FIGURES : {}}
      onFocus={() => {
        gestures += 1;
        setGesture(`field-${gestures}`);
      }}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => {
        flush();
        setDraft(undefined);
      }}
      onKeyDown={press}
    />
  );
}
