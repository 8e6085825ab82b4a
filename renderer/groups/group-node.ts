/** What stands for a group on the sheet: its card while it is collapsed, a frame around its layers while it is open. */
import type { Node } from '@xyflow/react';
import type { Group } from '../../core/document/schema.ts';
import type { GroupSummary } from './summarize.ts';

interface GroupNodeData extends Record<string, unknown> {
  readonly group: Group;
  readonly summary: GroupSummary;
}
export type GroupFlowNode = Node<GroupNodeData, 'group-card' | 'group-frame'>;
