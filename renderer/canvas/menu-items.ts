/** What the menus of the canvas offer, as ids of actions. */

export type MenuTarget = 'layer' | 'link' | 'canvas';

/** `null` is a line between groups of items; what has no action now is left out. */
export const MENU_ITEMS: Readonly<Record<MenuTarget, readonly (string | null)[]>> = {
  layer: [
    'connect',
    'bypass',
    'lock',
    'preview',
    'explain',
    null,
    'enter-group',
    'collapse-group',
    'group',
    'ungroup',
    'move-into-group',
    'take-out-of-group',
    'save-block',
    'add-frame',
    null,
    'cut',
    'copy',
    'duplicate',
    'delete',
    null,
    'arrange-selection',
    'arrange-selection-down',
    'fit-selection',
  ],
  link: ['add-bend', 'straighten', null, 'delete'],
  canvas: [
    'add-layer',
    'add-comment',
    'add-frame',
    null,
    'paste',
    'select-all',
    null,
    'leave-group',
    'collapse-all-groups',
    'expand-all-groups',
    null,
    'undo',
    'redo',
    null,
    'arrange',
    'arrange-down',
    'find',
    'fit',
  ],
};

/** Actions that line up what is selected; offered for two layers or more. */
export const ALIGN_ITEMS: readonly (string | null)[] = [
  'align-left',
  'align-centre',
  'align-right',
  null,
  'align-top',
  'align-middle',
  'align-bottom',
  null,
  'distribute-horizontal',
  'distribute-vertical',
];
