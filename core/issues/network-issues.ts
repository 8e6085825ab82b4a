/** Sentences about the network as a whole: it has no beginning, no end, or nothing at all. */
import type { Fix, Issue } from './issue.ts';

export function emptyNetworkIssue(): Issue {
  return {
    code: 'empty-network',
    severity: 'error',
    message:
      'This network has no layers yet. Start with an Input, add the layers that should learn, and end in an Output.',
    received: 'no layers',
    expected: 'an Input, layers and an Output',
    fixes: [],
  };
}

export function noInputIssue(fixes: readonly Fix[]): Issue {
  return {
    code: 'no-input',
    severity: 'error',
    message:
      'This network has no Input, so no data can enter it. Add an Input and link it to the first layer.',
    received: 'no Input',
    expected: 'one Input or more',
    fixes,
  };
}

export function noOutputIssue(fixes: readonly Fix[]): Issue {
  return {
    code: 'no-output',
    severity: 'error',
    message:
      'This network has no Output, so its answers cannot be compared with the truth. Add an Output and link the last layer to it.',
    received: 'no Output',
    expected: 'one Output or more',
    fixes,
  };
}
