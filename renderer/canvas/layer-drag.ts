/** The name under which the palette hands a layer's type to the canvas while it is dragged. */
export const LAYER_DRAG_TYPE = 'application/x-layerloom-layer';
