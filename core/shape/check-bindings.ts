/** Whether Inputs and Outputs fit the dataset, and whether losses fit what is compared. */
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import type { LayerId } from '../document/schema.ts';
import {
  classCountIssue,
  inputIsTargetIssue,
  inputShapeIssue,
  targetSizeIssue,
  unknownFieldIssue,
} from '../issues/data-issues.ts';
import type { Drawing } from '../issues/drawing.ts';
import { placeProblem } from '../issues/fixes.ts';
import type { Issue, Problem, Remedy } from '../issues/issue.ts';
import {
  lossForAmountsOnClasses,
  lossForClassesOnAmounts,
  needsPositive,
  needsProbabilities,
  wrongCrossentropy,
} from '../issues/loss-issues.ts';
import { findLoss } from '../train/losses/registry.ts';
import { type EndFunction, endOf, unitsBefore } from './answers.ts';
import { inputField, outputField } from './bind-fields.ts';
import { answerFixes, checkAnswers } from './check-answers.ts';
import { isInput, isOutput } from './graph.ts';
import type { LayerState } from './layer-state.ts';
import { type Shape, sameShape, sampleSize } from './tensor-type.ts';

type States = ReadonlyMap<LayerId, LayerState>;

/** What the Output says of a single number without knowing the data. */
const LAYERS_OWN: ReadonlySet<string> = new Set(['output-needs-classes', 'output-needs-several']);

const CROSSENTROPY_OF = { softmax: 'categoricalCrossentropy', sigmoid: 'binaryCrossentropy' } as const;

export function checkBindings(
  drawing: Drawing,
  states: States,
  dataset: DatasetDescription | undefined,
): Issue[] {
  const inputs = [...states.values()].filter(({ layer }) => isInput(layer));
  const outputs = [...states.values()].filter(({ layer }) => isOutput(layer));
  return [
    ...(dataset ? inputs.flatMap((state) => checkInput(state, outputs, dataset)) : []),
    ...outputs.flatMap((state) => checkOutput(state, drawing, states, dataset)),
  ];
}

function checkInput(state: LayerState, outputs: readonly LayerState[], dataset: DatasetDescription): Issue[] {
  const { layer, parsed, inference } = state;
  const [type] = inference.outputs ?? [];
  if (!parsed?.params || !type) return [];
  const name = String(parsed.params.field);
  const field = inputField(name, dataset);
  const others = dataset.fields.filter((other) => other.name !== dataset.target && other !== field);
  if (!field) return [unknownFieldIssue(layer, name, dataset, others)];
  const issues: Issue[] = [];
  const copied = outputs.find((output) => fieldOf(output, dataset) === field);
  if (copied && field.kind !== 'image') {
    issues.push(inputIsTargetIssue(layer, copied.layer, field, others));
  }
  if (!sameShape(type.shape, [null, ...field.shape])) {
    issues.push(inputShapeIssue(layer, type.shape, field));
  }
  return issues;
}

function fieldOf(output: LayerState, dataset: DatasetDescription): FieldDescription | undefined {
  return outputField(String(output.parsed?.params?.field ?? ''), dataset);
}

function checkOutput(
  state: LayerState,
  drawing: Drawing,
  states: States,
  dataset: DatasetDescription | undefined,
): Issue[] {
  const { layer, parsed, inference, links } = state;
  if (!parsed?.params) return [];
  const field = dataset && fieldOf(state, dataset);
  if (dataset && !field) {
    const target = dataset.fields.filter(({ name }) => name === dataset.target);
    return [unknownFieldIssue(layer, String(parsed.params.field), dataset, target)];
  }
  const [given] = inference.inputs ?? [];
  if (!given) return [];
  const end = endOf(state, states);
  const [link] = links;
  const answers = { output: state, drawing, states, given: given.shape, field, end };
  const size = field && sizeFault(state, given.shape, field, states);
  if (size) {
    // Knowing the data, this says better what the layer could only suppose.
    const others = state.issues.filter(({ code }) => !LAYERS_OWN.has(code));
    state.issues.splice(0, state.issues.length, ...others);
    const fixes = size.fixes.length > 0 || !isFlat(field) ? size.fixes : answerFixes(answers, unitsOf(field));
    return [{ ...size, ...(link && { link: link.id }), fixes }];
  }
  if (!inference.outputs) return [];
  const unsuited = checkAnswers(answers);
  if (unsuited) return [unsuited];
  const problem = lossProblem(String(parsed.params.loss), given.shape, field, end);
  return problem ? [placeProblem(problem, { drawing, layer, incoming: links })] : [];
}

/** What a row of numbers can answer. */
function isFlat(field: FieldDescription | undefined): field is FieldDescription {
  return field !== undefined && field.shape.length < 2;
}

/** How many numbers answer for the field. */
function unitsOf({ kind, classes, shape }: FieldDescription): number {
  return kind === 'category' ? (classes?.length ?? 1) : (shape[0] ?? 1);
}

function sizeFault(
  state: LayerState,
  given: Shape,
  field: FieldDescription,
  states: States,
): Issue | undefined {
  if (field.kind === 'category') {
    const classes = field.classes?.length ?? 0;
    const fits = (given.length === 2 && given[1] === classes) || (classes === 2 && sampleSize(given) === 1);
    return fits ? undefined : classCountIssue(state.layer, given, field, unitsBefore(state, states));
  }
  const wanted = field.shape.reduce((product, dimension) => product * dimension, 1);
  return sampleSize(given) === wanted
    ? undefined
    : targetSizeIssue(state.layer, given, field, unitsBefore(state, states));
}

function lossProblem(
  loss: string,
  given: Shape,
  field: FieldDescription | undefined,
  end: ReturnType<typeof endOf>,
): Problem | undefined {
  const ends: EndFunction = end?.function ?? 'other';
  const forClasses = sampleSize(given) === 1 ? CROSSENTROPY_OF.sigmoid : CROSSENTROPY_OF.softmax;
  const { compares, answers } = findLoss(loss);
  if (field?.kind === 'category' && compares === 'amounts') {
    return lossForAmountsOnClasses(loss, field.name, forClasses);
  }
  if (field?.kind === 'numeric' && compares !== 'amounts') {
    if (compares === 'classes' || !within(field, compares === 'signs' ? -1 : 0)) {
      const areas = compares === 'shares' || compares === 'masks';
      return lossForClassesOnAmounts(loss, field.name, areas ? 'numbers between 0 and 1' : 'classes');
    }
  }
  switch (answers) {
    case 'any':
      return undefined;
    case 'positive':
      return ends === 'other' ? needsPositive(loss) : undefined;
    case 'probabilities':
      return ends === 'softmax' || ends === 'sigmoid' ? undefined : probabilities(loss, 'sigmoid');
    default:
      if (ends === answers) return undefined;
      if (ends === 'softmax' || ends === 'sigmoid') return wrongCrossentropy(loss, CROSSENTROPY_OF[ends]);
      return probabilities(loss, answers);
  }
}

function probabilities(loss: string, wanted: 'softmax' | 'sigmoid'): Problem {
  return needsProbabilities(loss, wanted, probabilityRemedy(wanted));
}

/** Amounts that can be read as no (the least) and yes (1); without a range nobody knows better. */
function within({ range }: FieldDescription, least: number): boolean {
  return !range || (range[0] >= least && range[1] <= 1);
}

function probabilityRemedy(wanted: 'softmax' | 'sigmoid'): Remedy {
  return wanted === 'softmax'
    ? {
        kind: 'insert-before',
        label: 'Insert Softmax',
        layer: { type: 'Softmax', params: {} },
        input: 0,
      }
    : {
        kind: 'insert-before',
        label: 'Insert a sigmoid',
        layer: { type: 'Activation', params: { activation: 'sigmoid' } },
        input: 0,
      };
}
