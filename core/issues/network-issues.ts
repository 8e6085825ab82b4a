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

export function nothingLearnsIssue(frozen: boolean, fixes: readonly Fix[]): Issue {
  const why = frozen
    ? 'All of its weights are frozen, so training will leave it as it is. Let a layer learn.'
    : 'None of its layers has weights, so training will leave it as it is. Add a layer that learns, such as Dense.';
  return {
    code: 'nothing-learns',
    severity: 'warning',
    message: `Nothing in this network learns. ${why}`,
    received: frozen ? 'frozen weights' : 'no weights',
    expected: 'weights to train',
    fixes,
  };
}
