/** Why a window that slides over so many places gives so many. */
import type { TensorType } from '../shape/tensor-type.ts';
import { sampleShape } from '../shape/tensor-type.ts';
import { type WindowSettings, windowOutput, windowPads, windowReach } from '../shape/window.ts';
import { figure, type Sum, sumsOfAxes } from './sum.ts';

/** (places − window + padding) / stride + 1, cut down to a whole number. */
export function windowSums({ shape }: TensorType, settings: WindowSettings): readonly Sum[] {
  const size = sampleShape(shape).slice(0, -1);
  const reach = windowReach(settings);
  const output = windowOutput(size, settings);
  const { before, after } = windowPads(size, settings);
  const texts = size.map((length, axis) => {
    const extent = reach[axis] ?? 1;
    const stride = settings.strides[axis] ?? 1;
    const [front, back] = [before[axis] ?? 0, after[axis] ?? 0];
    const left = length - extent + front + back;
    const inner = `(${figure(length)} − ${extent}${padding(front, back)}) / ${stride}`;
    const divided = left % stride === 0 ? inner : `⌊${inner}⌋`;
    return `${divided} + 1 = ${figure(output[axis] ?? 1)}`;
  });
  return [...spread(settings, reach), ...sumsOfAxes(texts)];
}

function padding(before: number, after: number): string {
  if (before + after === 0) return '';
  if (before === after) return ` + 2 × ${before}`;
  return after === 0 ? ` + ${before}` : ` + ${before} + ${after}`;
}

/** A dilated window reaches further than it has places. */
function spread({ kernelSize, dilationRate = [] }: WindowSettings, reach: readonly number[]): readonly Sum[] {
  if (dilationRate.every((rate) => rate === 1)) return [];
  const texts = kernelSize.map(
    (kernel, axis) => `(${kernel} − 1) × ${dilationRate[axis] ?? 1} + 1 = ${reach[axis] ?? 1}`,
  );
  return sumsOfAxes(texts).map(({ of, text }) => ({
    of: kernelSize.length === 1 ? 'Reach' : `Reach, ${of.toLowerCase()}`,
    text,
  }));
}
