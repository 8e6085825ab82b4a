/** Sentences and labels of groups and of the palette's blocks. */
import { formatShape, type TensorType } from '../../core/shape/tensor-type.ts';

const count = (value: number, one: string, many: string) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`;

interface Described {
  readonly layers: number;
  readonly parameters: number;
  readonly output: TensorType | undefined;
  readonly exits: number;
  readonly issues: readonly { readonly severity: 'error' | 'warning' }[];
}

/** Where there is no one shape to show. */
const outputs = (exits: number) =>
  exits > 1 ? `${exits} outputs` : exits === 1 ? 'no shape yet' : 'no output';

export const enGroups = {
  /** The name of a new group before a number makes it unique. */
  newName: 'Block',

  edits: {
    group: 'Group',
    ungroup: 'Ungroup',
    rename: 'Rename group',
    collapse: 'Collapse group',
    expand: 'Expand group',
    moveInto: 'Move into group',
    takeOut: 'Take out of group',
    repeat: (times: number) => `Repeat ${times} times`,
    addBlock: (name: string) => `Add ${name}`,
  },

  actions: {
    group: 'Group the selection',
    ungroup: 'Ungroup',
    collapse: 'Collapse the group',
    expand: 'Expand the group',
    enter: 'Go into the group',
    leave: 'Go out of the group',
    collapseAll: 'Collapse all groups',
    expandAll: 'Expand all groups',
    moveInto: (name: string) => `Move the selection into “${name}”`,
    takeOut: 'Take out of the group',
    save: 'Save as a block in the palette',
  },

  layers: (value: number) => count(value, 'layer', 'layers'),
  parameters: (value: string) => `${value} parameters`,
  outputs,
  mixed: (value: number) => `${count(value, 'problem', 'problems')} inside`,

  describe: (name: string, { layers, output, exits, issues }: Described, collapsed: boolean) =>
    [
      `${collapsed ? 'Collapsed group' : 'Group'} ${name}`,
      count(layers, 'layer', 'layers'),
      output ? `output ${formatShape(output.shape)}` : outputs(exits),
      issues.length > 0 ? `${count(issues.length, 'problem', 'problems')} inside` : 'no problems',
    ].join(', '),
  open: (name: string) => `Expand ${name}`,
  close: (name: string) => `Collapse ${name}`,

  ports: { input: 'In', output: 'Out' },

  stubs: {
    from: (name: string) => `from ${name}`,
    to: (name: string) => `to ${name}`,
    go: (label: string) => `${label}, go there`,
  },

  trail: {
    label: 'Groups around what is shown',
    network: 'Network',
  },

  inspector: {
    title: 'Group',
    name: 'Name',
    nameEmpty: 'A group needs a name.',
    output: 'Output',
    layers: 'Layers',
    parameters: 'Parameters',
    repeat: 'Repeat',
    howOften: 'Times',
    repeatHelp: 'How often the group stands in a row, itself counted.',
    repeatButton: 'Repeat in a row',
  },

  announce: {
    grouped: (name: string, layers: number) => `Grouped ${count(layers, 'layer', 'layers')} as ${name}.`,
    ungrouped: (name: string) => `Ungrouped ${name}.`,
    collapsed: (name: string, layers: number) => `Collapsed ${name}, ${count(layers, 'layer', 'layers')}.`,
    expanded: (name: string) => `Expanded ${name}.`,
    renamed: (name: string) => `The group is now called ${name}.`,
    inside: (name: string, layers: number) => `Inside ${name}, ${count(layers, 'layer', 'layers')}.`,
    outside: 'The whole network is shown.',
    several: (groups: number) => `${count(groups, 'group', 'groups')} changed.`,
  },

  blocks: {
    title: 'Blocks',
    own: 'Own blocks',
    actions: (name: string) => `What to do with the block ${name}`,
    rename: 'Rename',
    remove: 'Delete',
    newName: (name: string) => `New name of the block ${name}`,
    saved: (name: string) => `“${name}” is now a block in the palette.`,
    ownSummary: (layers: number) => `${count(layers, 'layer', 'layers')} that you saved.`,
    failed: (reason: string) => `The blocks in the palette could not be reached. ${reason}`,
  },
} as const;
