/** The search for a layer that opens on the canvas: at a double-click, or where a link was let go. */
import { useEffect, useMemo, useRef } from 'react';
import type { Position } from '../../core/document/schema.ts';
import type { LayerDefinition } from '../../core/layers/layer.ts';
import { defaultParams } from '../../core/layers/parameter.ts';
import { LAYERS } from '../../core/layers/registry.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import type { TensorType } from '../../core/shape/tensor-type.ts';
import { useSession } from '../app/session-context.tsx';
import { en } from '../i18n/en.ts';
import { LayerSearch } from '../palette/LayerSearch.tsx';
import { useDocumentStore } from '../state/document-context.tsx';
import type { Placement } from '../state/document-edits.ts';
import styles from './QuickAdd.module.css';

/** The room that it takes, so that it opens inside the canvas. */
const SIZE = { width: 352, height: 380 };
const EDGE = 8;

/** Its corner in pixels of the canvas: at a point of the window, or where it is looked for without one. */
export function quickAddCorner(canvas: DOMRect, at?: Position): { left: number; top: number } {
  const clamp = (value: number, room: number) => Math.max(EDGE, Math.min(value, room - EDGE));
  return {
    left: clamp(at ? at.x - canvas.left : (canvas.width - SIZE.width) / 2, canvas.width - SIZE.width),
    top: clamp(at ? at.y - canvas.top : canvas.height / 5, canvas.height - SIZE.height),
  };
}

export interface QuickAddRequest {
  /** Where it opens, in pixels of the canvas. */
  readonly left: number;
  readonly top: number;
  readonly placement: Placement;
}

interface QuickAddProps {
  request: QuickAddRequest;
  onClose: () => void;
  /** Left by a key or a choice: the focus belongs to what is selected. */
  onLeave: () => void;
}

export function QuickAdd({ request, onClose, onLeave }: QuickAddProps) {
  const store = useDocumentStore();
  const box = useRef<HTMLDivElement>(null);
  const { palette } = useSession();
  const layers = useMemo(() => {
    const { favourites, recent } = palette.getState();
    const fitting = layersFor(request.placement, store.getState().analysis);
    // What fits the port that a link comes from matters more than habit.
    return request.placement.kind === 'from-port'
      ? fitting
      : habitsFirst(fitting, [...favourites, ...recent]);
  }, [request.placement, store, palette]);

  useEffect(() => {
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    window.addEventListener('pointerdown', press, true);
    return () => window.removeEventListener('pointerdown', press, true);
  }, [onClose]);

  return (
    <div ref={box} className={styles.box} style={{ left: request.left, top: request.top }}>
      <LayerSearch
        layers={layers}
        label={en.canvas.quickAddPlaceholder}
        onCancel={() => {
          onClose();
          onLeave();
        }}
        onChoose={(layer) => {
          onClose();
          store.getState().addLayer(layer.type, request.placement);
          onLeave();
        }}
      />
    </div>
  );
}

function habitsFirst(
  layers: readonly LayerDefinition[],
  habits: readonly string[],
): readonly LayerDefinition[] {
  const usual = [...new Set(habits)].flatMap((type) => layers.find((layer) => layer.type === type) ?? []);
  return [...usual, ...layers.filter((layer) => !usual.includes(layer))];
}

/** Layers that can stand at the other end of the link, those that fit as they are first. */
function layersFor(placement: Placement, analysis: NetworkAnalysis): readonly LayerDefinition[] {
  if (placement.kind !== 'from-port') return LAYERS;
  const { side, port } = placement;
  const able = LAYERS.filter((layer) => {
    const { inputs, outputs } = layer.ports(defaultParams(layer.parameters));
    return (side === 'output' ? inputs : outputs).length > 0;
  });
  const source = side === 'output' ? analysis.layers.get(port.layer) : undefined;
  const place = source?.params
    ? source.definition?.ports(source.params).outputs.findIndex(({ id }) => id === port.port)
    : undefined;
  const tensor = source?.outputs?.[place ?? -1];
  if (!tensor) return able;
  return [...able.filter((layer) => takes(layer, tensor)), ...able.filter((layer) => !takes(layer, tensor))];
}

function takes(layer: LayerDefinition, tensor: TensorType): boolean {
  const params = defaultParams(layer.parameters);
  const { inputs } = layer.ports(params);
  // Layers that need several tensors can be judged only when all are there.
  return inputs.length === 1 && !inputs[0]?.multiple ? layer.infer(params, [tensor]).ok : true;
}
