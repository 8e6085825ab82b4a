/** Draws a first network for data: small, of the kind that suits it, and ready to be trained. */
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import type { LayerId, NetworkDocument, TrainingSettings } from '../document/schema.ts';
import { activate, convRelu, maxPool } from './convolutions.ts';
import { Sketch } from './sketch.ts';

/** Of the target's values: large ones are learned slowly, so the network answers in units of their spread. */
export interface TargetScale {
  readonly mean: number;
  readonly deviation: number;
}

/** Images are halved until they are not larger than this. */
const SMALL_SIDE = 8;
const MOST_HALVINGS = 4;
const FIRST_FILTERS = 16;

/** Undefined where there is nothing to learn from. The places of its layers are all the same. */
export function starterNetwork(
  { fields, target, window, title, samples }: DatasetDescription,
  scale?: TargetScale,
): NetworkDocument | undefined {
  const input = fields.find(({ name }) => name !== target);
  const answer = fields.find(({ name }) => name === target);
  if (!input || !answer) return undefined;
  const sketch = new Sketch();
  const start = sketch.add('Input', 'Input', [], { field: input.name, shape: input.shape });
  if (input.kind === 'image') drawAnswer(sketch, drawImage(sketch, start, input), answer, scale);
  else if (window !== undefined) drawAnswer(sketch, drawSeries(sketch, start), answer, scale);
  else drawAnswer(sketch, drawTable(sketch, start), answer, scale);
  return sketch.document(title.replace(/\.\w+(\.gz)?$/, ''), '', trainingFor(samples));
}

function drawImage(sketch: Sketch, start: LayerId, { shape }: FieldDescription): LayerId {
  const [height = 1, width = 1] = shape;
  let tip = start;
  let side = Math.min(height, width);
  for (let round = 1; round === 1 || (side > SMALL_SIDE && round <= MOST_HALVINGS); round++) {
    tip = convRelu(sketch, tip, String(round), { filters: FIRST_FILTERS * 2 ** (round - 1), size: 3 });
    if (side >= 4) tip = maxPool(sketch, tip, String(round), 2);
    side = Math.floor(side / 2);
  }
  const flat = sketch.add('Flatten', 'Flatten', [tip]);
  const hidden = sketch.add('Dense', 'Hidden', [flat], { units: 64 });
  const active = activate(sketch, hidden, '', 'relu');
  return sketch.add('Dropout', 'Dropout', [active], { rate: 0.3 });
}

function drawSeries(sketch: Sketch, start: LayerId): LayerId {
  return sketch.add('LSTM', 'Memory', [start], { units: 32 });
}

function drawTable(sketch: Sketch, start: LayerId): LayerId {
  const first = activate(sketch, sketch.add('Dense', 'Hidden 1', [start], { units: 32 }), '1', 'relu');
  return activate(sketch, sketch.add('Dense', 'Hidden 2', [first], { units: 16 }), '2', 'relu');
}

function drawAnswer(
  sketch: Sketch,
  tip: LayerId,
  { name, kind, classes = [], shape }: FieldDescription,
  scale: TargetScale | undefined,
): void {
  if (kind === 'category') {
    const scores = sketch.add('Dense', 'Classes', [tip], { units: classes.length });
    const shares = sketch.add('Softmax', 'Softmax', [scores]);
    sketch.add('Output', 'Output', [shares], { field: name, loss: 'categoricalCrossentropy' });
    return;
  }
  const units = shape.reduce((product, dimension) => product * dimension, 1);
  const answer = sketch.add('Dense', 'Answer', [tip], { units });
  const sized =
    scale && scale.deviation > 0
      ? sketch.add('Rescaling', `In ${name}`, [answer], { scale: scale.deviation, offset: scale.mean })
      : answer;
  sketch.add('Output', 'Output', [sized], { field: name, loss: 'meanSquaredError' });
}

/** Few samples are gone through more often. */
function trainingFor(samples: number): Partial<TrainingSettings> {
  const epochs = samples < 1000 ? 60 : samples < 10_000 ? 30 : 10;
  return { epochs, batchSize: samples < 200 ? 16 : 32 };
}
