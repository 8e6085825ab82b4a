/** Sentences about a network and its dataset: fields, shapes and numbers of classes that do not match. */
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import type { Layer } from '../document/schema.ts';
import { counted } from '../layers/counted.ts';
import { formatShape, type Shape } from '../shape/tensor-type.ts';
import { listed, quoted } from './drawing.ts';
import type { Fix, Issue } from './issue.ts';

/** `field` is a name that the dataset does not have. */
export function unknownFieldIssue(
  layer: Layer,
  field: string,
  dataset: DatasetDescription,
  offered: readonly FieldDescription[],
): Issue {
  const names = dataset.fields.map(({ name }) => `"${name}"`);
  return {
    code: 'unknown-field',
    severity: 'error',
    message: `${quoted(layer)} is bound to the field "${field}", which the data "${dataset.title}" does not have. It has ${listed(names)}; choose one of them.`,
    received: field,
    expected: dataset.fields.map(({ name }) => name).join(', '),
    param: 'field',
    layer: layer.id,
    fixes: offered.map((other) => fieldFix(layer, other)),
  };
}

export function inputShapeIssue(layer: Layer, drawn: Shape, field: FieldDescription): Issue {
  const received = formatShape(drawn);
  const expected = formatShape([null, ...field.shape]);
  return {
    code: 'input-shape-differs',
    severity: 'error',
    message: `${quoted(layer)} expects samples of ${received}, but those of the field "${field.name}" are ${expected}. Set its shape to ${expected}.`,
    received,
    expected,
    param: 'shape',
    layer: layer.id,
    fixes: [
      {
        label: `Set the shape to ${expected}`,
        commands: [{ type: 'set-params', layer: layer.id, params: { shape: field.shape } }],
      },
    ],
  };
}

/** Images may be their own target; for everything else the network would only copy. */
export function inputIsTargetIssue(
  layer: Layer,
  output: Layer,
  field: FieldDescription,
  offered: readonly FieldDescription[],
): Issue {
  return {
    code: 'input-is-target',
    severity: 'warning',
    message: `${quoted(layer)} shows the network the field "${field.name}", which ${quoted(output)} asks it to predict. It would only learn to copy; bind the Input to another field.`,
    received: field.name,
    expected: 'a field that is not predicted',
    param: 'field',
    layer: layer.id,
    fixes: offered.map((other) => fieldFix(layer, other)),
  };
}

/** `last` is the layer whose units decide how many numbers the Output gets, if there is one. */
export function classCountIssue(
  layer: Layer,
  given: Shape,
  field: FieldDescription,
  last: Layer | undefined,
): Issue {
  const classes = field.classes?.length ?? 0;
  return sizeIssue('class-count-differs', layer, given, {
    need: `the field "${field.name}" has ${classes} classes, and each needs one number`,
    units: classes,
    last,
  });
}

export function targetSizeIssue(
  layer: Layer,
  given: Shape,
  field: FieldDescription,
  last: Layer | undefined,
): Issue {
  const flat = field.shape.length < 2;
  const units = field.shape.reduce((product, dimension) => product * dimension, 1);
  return sizeIssue('target-size-differs', layer, given, {
    need: flat
      ? `the field "${field.name}" holds ${counted(units, 'number')}`
      : `the field "${field.name}" holds ${formatShape([null, ...field.shape])}`,
    units,
    last: flat ? last : undefined,
  });
}

function sizeIssue(
  code: string,
  layer: Layer,
  given: Shape,
  { need, units, last }: { need: string; units: number; last: Layer | undefined },
): Issue {
  const flat = given.length <= 2;
  const received = formatShape(given);
  const amount = flat ? counted(given[1] ?? 1, 'number') : received;
  const advice = last
    ? `Set the units of ${quoted(last)} to ${units}.`
    : flat
      ? `End the network in a Dense with ${counted(units, 'unit')}.`
      : `Add a Flatten and a Dense with ${counted(units, 'unit')} before it.`;
  return {
    code,
    severity: 'error',
    message: `${quoted(layer)} receives ${amount} for each sample, but ${need}. ${advice}`,
    received,
    expected: String(units),
    layer: layer.id,
    fixes: last
      ? [
          {
            label: `Set the units of ${quoted(last)} to ${units}`,
            commands: [{ type: 'set-params', layer: last.id, params: { units } }],
          },
        ]
      : [],
  };
}

function fieldFix(layer: Layer, field: FieldDescription): Fix {
  return {
    label: `Use the field "${field.name}"`,
    commands: [{ type: 'set-params', layer: layer.id, params: { field: field.name } }],
  };
}
