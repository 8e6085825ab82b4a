/** Derives what React Flow draws of comments and frames. Objects are kept while nothing about them changed. */
import type { Node } from '@xyflow/react';
import type { NetworkDocument, Note, NoteId } from '../../core/document/schema.ts';
import type { GroupFlowNode } from '../groups/group-node.ts';
import type { StubFlowNode } from '../groups/stubs.ts';
import { enEditing } from '../i18n/en-editing.ts';
import type { LayerFlowNode } from './flow-elements.ts';

export interface NoteNodeData extends Record<string, unknown> {
  readonly note: Note;
}
export type NoteFlowNode = Node<NoteNodeData, 'note'>;
export type CanvasNode = LayerFlowNode | NoteFlowNode | GroupFlowNode | StubFlowNode;

/** Layers and notes may have the same ids; no id holds a colon. */
const PREFIX = 'note:';

export const nodeOfNote = (id: NoteId) => `${PREFIX}${id}`;

/** The note that a node of the canvas stands for; undefined for layers. */
export function noteIdOf(node: string): NoteId | undefined {
  return node.startsWith(PREFIX) ? (node.slice(PREFIX.length) as NoteId) : undefined;
}

const COMMENT_LEVEL = 1;
/** Behind layers and links. */
const FRAME_LEVEL = -1;

/** As the document has them: nothing is selected, nothing dragged. */
export function createNoteElements() {
  let known = new Map<NoteId, NoteFlowNode>();
  return ({ notes }: NetworkDocument): NoteFlowNode[] => {
    const nodes = notes.map((note) => {
      const before = known.get(note.id);
      return before?.data.note === note ? before : noteNode(note);
    });
    known = new Map(nodes.map((node) => [node.data.note.id, node]));
    return nodes;
  };
}

function noteNode(note: Note): NoteFlowNode {
  const { kind = 'comment', width, height } = note;
  const size = { width, height };
  return {
    id: nodeOfNote(note.id),
    type: 'note',
    position: note.position,
    selected: false,
    data: { note },
    ...size,
    measured: size,
    connectable: false,
    zIndex: kind === 'frame' ? FRAME_LEVEL : COMMENT_LEVEL,
    ariaLabel: enEditing.notes.describe(kind, note.text),
    // The title takes the pointer: what lies inside a frame is reached through it.
    ...(kind === 'frame' && { style: { pointerEvents: 'none' }, dragHandle: '.frame-title' }),
  };
}
