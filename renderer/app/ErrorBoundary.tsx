/** Keeps a fault in one part of the window from taking the rest with it. */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { en } from '../i18n/en.ts';
import styles from './ErrorBoundary.module.css';

interface State {
  readonly failed: boolean;
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.crashed} role="alert">
        <h2>{en.errors.crashed}</h2>
        <p>{en.errors.crashedHelp}</p>
        <Button variant="default" onClick={() => this.setState({ failed: false })}>
          {en.errors.retry}
        </Button>
      </div>
    );
  }
}
