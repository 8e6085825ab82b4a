/** Finds the windows without padding that made an input smaller than the one that it meets. */
import type { Command } from '../document/commands.ts';
import type { Layer } from '../document/schema.ts';
import { defaultParams } from '../layers/parameter.ts';
import { findLayer } from '../layers/registry.ts';
import { effectiveKernel } from '../shape/window.ts';
import { listed, type Place, quoted, sourceOf } from './drawing.ts';
import type { Fix, Remedy } from './issue.ts';

/** So far back, no person would look for the reason. */
const FARTHEST = 12;

type KeepSize = Extract<Remedy, { kind: 'keep-size' }>;

/** Undefined where padding alone does not make the sizes agree. */
export function keepSizeFix({ input, growth }: KeepSize, place: Place): Fix | undefined {
  const changed: Layer[] = [];
  const missing = [...growth];
  let layer = sourceOf(place, input);
  for (let step = 0; layer && step < FARTHEST && missing.some((more) => more > 0); step++) {
    const lost = lostPlaces(layer, growth.length);
    if (lost === 'unclear') return undefined;
    if (lost) {
      changed.push(layer);
      for (const [axis, places] of lost.entries()) missing[axis] = (missing[axis] ?? 0) - places;
    }
    layer = onlySource(place, layer);
  }
  if (changed.length === 0 || missing.some((more) => more !== 0)) return undefined;
  return {
    label: `Set padding to "same" in ${listed(changed.map(quoted))}`,
    commands: changed.map(
      ({ id }): Command => ({ type: 'set-params', layer: id, params: { padding: 'same' } }),
    ),
  };
}

/** Places that a window without padding loses along each axis; undefined for a layer that keeps them all. */
function lostPlaces(layer: Layer, axes: number): readonly number[] | 'unclear' | undefined {
  const definition = findLayer(layer.type);
  if (!definition) return 'unclear';
  const params = { ...defaultParams(definition.parameters), ...layer.params };
  const window = params.kernelSize ?? params.poolSize;
  if (window === undefined) return definition.sight ? 'unclear' : undefined;
  const [kernel, strides, dilation] = [window, params.strides ?? window, params.dilationRate ?? 1].map(
    (value) => numbers(value, axes),
  );
  if (!kernel || strides?.some((stride) => stride !== 1)) return 'unclear';
  if (params.padding !== 'valid') return undefined;
  return kernel.map((length, axis) => effectiveKernel(length, dilation?.[axis] ?? 1) - 1);
}

function numbers(value: unknown, axes: number): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : Array.from({ length: axes }, () => Number(value));
}

function onlySource({ drawing }: Place, layer: Layer): Layer | undefined {
  const [link, ...others] = drawing.document.links.filter(({ to }) => to.layer === layer.id);
  return link && others.length === 0 ? drawing.layers.get(link.from.layer) : undefined;
}
