import type { GraphNode, Value } from './value.ts';

/** Another form of one node, whose inputs have been adapted already; undefined where it is right as it is. */
export type FormRule = (node: GraphNode, original: GraphNode) => readonly Value[] | undefined;
