/** A short program to copy, in one of several languages. */
import { ActionIcon, CopyButton, SegmentedControl, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { enTraining as t } from '../i18n/en-training.ts';
import styles from './CodeSnippet.module.css';
import type { Snippet } from './snippets.ts';

export function CodeSnippet({ snippets }: { readonly snippets: readonly Snippet[] }) {
  const [language, setLanguage] = useState(snippets[0]?.language ?? '');
  const snippet = snippets.find((candidate) => candidate.language === language);
  if (!snippet) return null;
  return (
    <div className={styles.snippet}>
      <div className={styles.bar}>
        <SegmentedControl
          size="xs"
          value={language}
          onChange={setLanguage}
          data={snippets.map((candidate) => candidate.language)}
        />
        <code className={styles.install}>{snippet.install}</code>
        <CopyButton value={snippet.code}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? t.exportPage.copied : t.exportPage.copy}>
              <ActionIcon onClick={copy} aria-label={copied ? t.exportPage.copied : t.exportPage.copy}>
                {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the keyboard */}
      <pre className={styles.code} tabIndex={0}>
        {snippet.code}
      </pre>
    </div>
  );
}
