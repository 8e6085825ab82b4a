/**
 * Paints what of a large drawing is no element of the page onto one canvas. The canvas is a part of the sheet and
 * moves with it, so that nothing is painted again until the view leaves what was painted, or its scale.
 */
import type { Position } from '../../core/document/schema.ts';
import { detailFor, textScale } from '../canvas/canvas-context.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import type { Places } from '../groups/drawn.ts';
import type { Box } from '../state/frames.ts';
import type { EdgeTest, NodeTest } from './dress.ts';
import { paintNode } from './paint-cards.ts';
import { paintLinks } from './paint-links.ts';
import { type CardText, paintTexts } from './paint-texts.ts';
import { type PainterColours, painterColours } from './painter-colours.ts';
import type { SheetView } from './presence.ts';
import { boxOfNode, holdsBox, overlap, type Sheet } from './sheet.ts';

export interface Painting {
  readonly sheet: Sheet;
  /** What is not painted, because it is in the page. */
  readonly shown: ReadonlySet<string>;
  readonly isNodeSelected: NodeTest;
  readonly isEdgeSelected: EdgeTest;
  /** Of what is dragged, and how far all of it moved. */
  readonly places: Places;
  readonly by: Position | undefined;
}

/** How far what is painted reaches beyond the view, as a share of its size. */
const MARGIN = 0.12;
/** While the view zooms, what is painted is stretched up to this much; then it is painted again. */
const STRETCH = 1.25;
/** How long the view has to keep its zoom until it is painted sharply, in milliseconds. */
const REST_MS = 90;

const NOTHING: Box = { x: 0, y: 0, width: 0, height: 0 };

export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #colours: PainterColours;
  #painting: Painting | undefined;
  #view: SheetView | undefined;
  #painted: SheetView = { area: NOTHING, zoom: 0 };
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** Undefined where the browser paints nothing. */
  static on(canvas: HTMLCanvasElement): Painter | undefined {
    const context = canvas.getContext('2d');
    return context ? new Painter(canvas, context) : undefined;
  }

  private constructor(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D) {
    this.#canvas = canvas;
    this.#context = context;
    this.#colours = painterColours(canvas);
  }

  show(painting: Painting): void {
    this.#painting = painting;
    this.#paintSoon();
  }

  look(view: SheetView): void {
    this.#view = view;
    const { area, zoom } = this.#painted;
    const stretch = Math.max(view.zoom / zoom, zoom / view.zoom);
    if (stretch > STRETCH || !holdsBox(area, view.area)) this.#paintSoon();
    else if (stretch > 1.001) {
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#paintSoon(), REST_MS);
    }
  }

  /** The theme has changed. */
  readColours(): void {
    this.#colours = painterColours(this.#canvas);
    this.#paintSoon();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
  }

  #paintSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      clearTimeout(this.#rest);
      this.#paint();
    });
  }

  #paint(): void {
    if (!this.#painting || !this.#view) return;
    const { sheet, isNodeSelected, isEdgeSelected, places } = this.#painting;
    const { area, zoom } = this.#view;
    const region = {
      x: area.x - area.width * MARGIN,
      y: area.y - area.height * MARGIN,
      width: area.width * (1 + 2 * MARGIN),
      height: area.height * (1 + 2 * MARGIN),
    };
    this.#painted = { area: region, zoom };
    const { nodes, edges } = paintedIn(this.#painting, region);
    const context = this.#context;
    this.#canvas.hidden = nodes.length + edges.length === 0;
    if (this.#canvas.hidden) return;
    this.#place(region, zoom);
    const scale = zoom * window.devicePixelRatio;
    context.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);
    const look = { detail: detailFor(zoom), textScale: textScale(zoom), zoom };
    const texts: CardText[] = [];
    const paint = (node: CanvasNode, selected: boolean) => {
      const box = boxOfNode(node);
      const place = places.get(node.id);
      const at = place ? { ...box, ...place } : box;
      paintNode(context, this.#colours, texts, node, at, { ...look, selected });
    };
    const behind = nodes.filter(({ zIndex = 0 }) => zIndex < 0);
    for (const node of behind) paint(node, isNodeSelected(node));
    const moving = { places, by: this.#painting.by };
    paintLinks(context, this.#colours, sheet, edges, {
      isSelected: isEdgeSelected,
      moving,
      plain: look.detail === 'bar',
      thicker: look.textScale,
    });
    const above: CanvasNode[] = [];
    for (const node of nodes) {
      if ((node.zIndex ?? 0) < 0) continue;
      if (isNodeSelected(node)) above.push(node);
      else paint(node, false);
    }
    paintTexts(context, this.#colours, texts.splice(0), look.textScale);
    for (const node of above) paint(node, true);
    paintTexts(context, this.#colours, texts, look.textScale);
  }

  /** Where the canvas lies on the sheet; as many dots as the screen has there. */
  #place({ x, y, width, height }: Box, zoom: number): void {
    const { style } = this.#canvas;
    const scale = zoom * window.devicePixelRatio;
    const [columns, rows] = [Math.ceil(width * scale), Math.ceil(height * scale)];
    if (this.#canvas.width !== columns || this.#canvas.height !== rows) {
      this.#canvas.width = columns;
      this.#canvas.height = rows;
    } else {
      this.#context.setTransform(1, 0, 0, 1, 0, 0);
      this.#context.clearRect(0, 0, columns, rows);
    }
    style.width = `${columns / scale}px`;
    style.height = `${rows / scale}px`;
    style.transform = `translate(${x}px, ${y}px)`;
  }
}

/** What of an area is no element of the page. What is dragged may have come there from elsewhere. */
function paintedIn({ sheet, shown, places }: Painting, area: Box) {
  const nodes = sheet
    .nodesIn(area)
    .filter(({ id }) => !shown.has(id) && !places.has(id))
    .concat(
      movingNodes(sheet, places).filter(
        (node) => !shown.has(node.id) && overlap({ ...boxOfNode(node), ...places.get(node.id) }, area),
      ),
    );
  const edges = (places.size > 0 ? sheet.edges : sheet.edgesIn(area)).filter(
    ({ source, target }) => !shown.has(source) || !shown.has(target),
  );
  return { nodes, edges };
}

function movingNodes(sheet: Sheet, places: Places): readonly CanvasNode[] {
  return places.size === 0 ? [] : sheet.nodes.filter(({ id }) => places.has(id));
}
