/** Convolution in groups: filters and channels are divided evenly, and each group of filters sees its channels. */
import type { Problem, Remedy } from '../../issues/issue.ts';
import { counted } from '../counted.ts';

interface GroupedParams {
  readonly filters: number;
  readonly groups: number;
}

export function checkGroups({ filters, groups }: GroupedParams, channels: number): readonly Problem[] {
  const fitting = largestDivisor(channels, filters, groups);
  const remedy: Remedy = {
    kind: 'set-params',
    label: `Use ${counted(fitting, 'group')}`,
    params: { groups: fitting },
  };
  if (channels % groups !== 0) {
    return [
      {
        code: 'uneven-groups',
        severity: 'error',
        message: `{layer} divides channels into ${counted(groups, 'group')}, but {source} gives ${counted(channels, 'channel')}, which cannot be divided evenly. Choose a number of groups that divides ${channels}.`,
        received: counted(groups, 'group'),
        expected: `a divisor of ${channels}`,
        input: 0,
        param: 'groups',
        remedies: [remedy],
      },
    ];
  }
  if (filters % groups === 0) return [];
  const filled = Math.ceil(filters / groups) * groups;
  return [
    {
      code: 'uneven-groups',
      severity: 'error',
      message: `{layer} divides its ${counted(filters, 'filter')} among ${counted(groups, 'group')}, which cannot be done evenly. Choose a number of filters that is a multiple of ${groups}.`,
      received: counted(filters, 'filter'),
      expected: `a multiple of ${groups}`,
      param: 'filters',
      remedies: [{ kind: 'set-params', label: `Use ${filled} filters`, params: { filters: filled } }, remedy],
    },
  ];
}

/** The largest divisor of both that is not larger than `most`. */
function largestDivisor(a: number, b: number, most: number): number {
  let divisor = Math.min(a, b, most);
  while (a % divisor !== 0 || b % divisor !== 0) divisor--;
  return divisor;
}
