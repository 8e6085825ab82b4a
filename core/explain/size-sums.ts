/** Why layers that enlarge, cut, border and rearrange give the shapes they give. */
import { sampleShape, type TensorType } from '../shape/tensor-type.ts';
import { figure, product, type Sum, sumsOfAxes, times } from './sum.ts';

const placesOf = ({ shape }: TensorType) => sampleShape(shape).slice(0, -1);

/** `factors` of 2 turn 14 places into 28. */
export function enlargedSums(input: TensorType, factors: readonly number[]): readonly Sum[] {
  return sumsOfAxes(
    placesOf(input).map((length, axis) => {
      const factor = factors[axis] ?? 1;
      return `${figure(length)} × ${factor} = ${figure(length * factor)}`;
    }),
  );
}

/** `border` holds what is put (or, with "−", cut off) before and behind, axis by axis. */
export function borderSums(input: TensorType, border: readonly number[], sign: '+' | '−'): readonly Sum[] {
  return sumsOfAxes(
    placesOf(input).map((length, axis) => {
      const [before = 0, after = 0] = border.slice(2 * axis, 2 * axis + 2);
      const left = sign === '+' ? length + before + after : length - before - after;
      return `${figure(length)} ${sign} ${before} ${sign} ${after} = ${figure(left)}`;
    }),
  );
}

/** All values in one row. */
export function flatSums({ shape }: TensorType): readonly Sum[] {
  const sample = sampleShape(shape);
  return [{ of: 'Values', text: `${times(sample)} = ${figure(product(sample))}` }];
}

/** Equally many values in another shape. */
export function reshapedSums(input: TensorType, target: readonly number[]): readonly Sum[] {
  const sample = sampleShape(input.shape);
  const count = product(sample);
  const known = product(target.filter((dimension) => dimension !== -1));
  const whole = target.map((dimension) => (dimension === -1 ? count / known : dimension));
  const free = target.includes(-1)
    ? [{ of: 'What is left', text: `${figure(count)} / ${figure(known)} = ${figure(count / known)}` }]
    : [];
  return [...free, { of: 'Values', text: `${times(sample)} = ${figure(count)} = ${times(whole)}` }];
}

/** The dimension along which inputs are laid side by side; counted with the batch as 0. */
export function joinedSums(inputs: readonly TensorType[], axis: number): readonly Sum[] {
  const lengths = inputs.map(({ shape }) => shape.at(axis) ?? 0);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const last = axis === -1 || axis === (inputs[0]?.shape.length ?? 0) - 1;
  return [
    {
      of: last ? 'Channels' : `Dimension ${axis}`,
      text: `${lengths.map(figure).join(' + ')} = ${figure(total)}`,
    },
  ];
}

/** All places become one. */
export function wholeSums(input: TensorType): readonly Sum[] {
  const places = placesOf(input);
  return [{ of: 'Places in each average or maximum', text: `${times(places)} = ${figure(product(places))}` }];
}
