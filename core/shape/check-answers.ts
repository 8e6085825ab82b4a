/** Whether the function at the network's end suits what is predicted; and the layers that make answers of images. */
import type { FieldDescription } from '../data/dataset.ts';
import { changeTypeCommands, type NewLayer } from '../document/insert.ts';
import { insertLineCommands, takeOutCommands } from '../document/line-commands.ts';
import type { Layer, LayerId } from '../document/schema.ts';
import { amountsEndInFunction, sigmoidForOneOfSeveral, softmaxOfOneNumber } from '../issues/answer-issues.ts';
import { type Drawing, listed } from '../issues/drawing.ts';
import type { Fix, Issue } from '../issues/issue.ts';
import { findLoss } from '../train/losses/registry.ts';
import { answerLink, type endOf, unitsBefore } from './answers.ts';
import type { LayerState } from './layer-state.ts';
import { type Shape, sampleSize } from './tensor-type.ts';

type States = ReadonlyMap<LayerId, LayerState>;

export interface Answers {
  readonly output: LayerState;
  readonly drawing: Drawing;
  readonly states: States;
  readonly given: Shape;
  /** What the answers are compared with, if the data is known. */
  readonly field: FieldDescription | undefined;
  readonly end: ReturnType<typeof endOf>;
}

/** The first that is wrong. What the loss itself asks for is checked elsewhere. */
export function checkAnswers(answers: Answers): Issue | undefined {
  const { output, given, field, end } = answers;
  if (!end) return undefined;
  const link = output.links[0]?.id;
  const { compares } = findLoss(String(output.parsed?.params?.loss));
  const classes = field?.classes?.length ?? 0;
  if (end.function === 'softmax' && sampleSize(given) === 1) {
    return softmaxOfOneNumber(output.layer, end.layer, link, single(answers, end.layer));
  }
  if (end.function === 'sigmoid' && compares === 'classes' && field?.kind === 'category' && classes > 2) {
    const fixes = isFunction(end.layer)
      ? [{ label: `Make ${named(end.layer)} a Softmax`, commands: softmaxInstead(answers, end.layer) }]
      : [];
    return sigmoidForOneOfSeveral(output.layer, end.layer, field, link, fixes);
  }
  if (field?.kind === 'numeric' && compares === 'amounts' && !reaches(end.function, field)) {
    return amountsEndInFunction(output.layer, end, field, link, withoutFunction(answers, end.layer));
  }
  return undefined;
}

/** Whether the function gives all amounts that the field may hold, as far as they are known. */
function reaches(ends: NonNullable<Answers['end']>['function'], { range, shape }: FieldDescription): boolean {
  const [least, most] = range ?? [0, 1];
  switch (ends) {
    case 'softmax':
      return range !== undefined && least >= 0 && most <= 1 && shape.length > 0 && (shape[0] ?? 1) > 1;
    case 'sigmoid':
      return least >= 0 && most <= 1;
    case 'positive':
      return least >= 0;
    case 'other':
      return true;
  }
}

const named = ({ name }: Layer) => `"${name}"`;
const isFunction = ({ type }: Layer) => type === 'Softmax' || type === 'Activation';

function withoutFunction({ drawing }: Answers, layer: Layer): readonly Fix[] {
  const commands = isFunction(layer) ? takeOutCommands(drawing.document, layer) : undefined;
  return commands ? [{ label: `Take out ${named(layer)}`, commands }] : [];
}

function softmaxInstead({ drawing }: Answers, layer: Layer): Fix['commands'] {
  return changeTypeCommands(drawing.document, layer, 'Softmax');
}

/** A sigmoid for yes or no; for two classes, as many numbers; for amounts, nothing. */
function single(answers: Answers, end: Layer): readonly Fix[] {
  const { drawing, field, output, states } = answers;
  if (!isFunction(end)) return [];
  if (field?.kind === 'numeric') return withoutFunction(answers, end);
  const last = unitsBefore(output, states);
  const sigmoid: Fix = {
    label: `Make ${named(end)} a sigmoid`,
    commands: [
      ...changeTypeCommands(drawing.document, end, 'Activation'),
      { type: 'set-params', layer: end.id, params: { activation: 'sigmoid' } },
      { type: 'set-params', layer: output.layer.id, params: { loss: 'binaryCrossentropy' } },
    ],
  };
  const two = last && {
    label: `Set the units of ${named(last)} to 2`,
    commands: [
      { type: 'set-params', layer: last.id, params: { units: 2 } },
      { type: 'set-params', layer: output.layer.id, params: { loss: 'categoricalCrossentropy' } },
    ] as const,
  };
  return two ? [sigmoid, two] : [sigmoid];
}

/** Layers that make `units` answers of whatever arrives: one click. */
export function answerFixes(answers: Answers, units: number): readonly Fix[] {
  const { output, drawing, states, end, field } = answers;
  const link = answerLink(output, states);
  const source = link && states.get(link.from.layer);
  const type = source?.inference.outputs?.[0];
  if (!link || !type) return [];
  const flat = type.shape.length === 2;
  const wanted = findLoss(String(output.parsed?.params?.loss)).answers;
  const missing = field?.kind === 'category' && wanted === 'softmax' && end?.function !== 'softmax';
  const layers: NewLayer[] = [
    ...(flat ? [] : [{ type: 'Flatten', title: 'Flatten' }]),
    { type: 'Dense', title: 'Dense', params: { units } },
    ...(missing ? [{ type: 'Softmax', title: 'Softmax' }] : []),
  ];
  const words = layers.map((layer) =>
    layer.type === 'Dense' ? `Dense with ${units} unit${units === 1 ? '' : 's'}` : layer.type,
  );
  return [{ label: `Insert ${listed(words)}`, commands: insertLineCommands(drawing.document, link, layers) }];
}
