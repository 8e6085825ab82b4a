/**
 * The document: a drawn network with everything needed to train it again. Plain readonly JSON, parsed by this
 * schema at every edge. Format `layerloom/1`.
 */
import { z } from 'zod';
import { OptimizerSettings } from '../train/optimizers/registry.ts';
import { ScheduleSettings } from '../train/schedules/registry.ts';

export const FORMAT = 'layerloom/1';

const id = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'an id is made of letters, digits, "_", "-" and "."');

export const LayerId = id.brand<'LayerId'>();
export type LayerId = z.infer<typeof LayerId>;
export const LinkId = id.brand<'LinkId'>();
export type LinkId = z.infer<typeof LinkId>;
export const NoteId = id.brand<'NoteId'>();
export type NoteId = z.infer<typeof NoteId>;
export const GroupId = id.brand<'GroupId'>();
export type GroupId = z.infer<typeof GroupId>;

/** In pixels at zoom 1; x grows to the right, y down. */
export const Position = z.strictObject({ x: z.number(), y: z.number() }).readonly();
export type Position = z.infer<typeof Position>;

/** Numbers typed in or loaded, in the order of the weight's shape, the last dimension fastest. */
export const GivenWeight = z
  .strictObject({
    shape: z.array(z.number().int().min(1)).readonly(),
    values: z.array(z.number()).readonly(),
  })
  .refine(({ shape, values }) => shape.reduce((product, size) => product * size, 1) === values.length, {
    error: 'the number of values does not fit the shape',
  })
  .readonly();
export type GivenWeight = z.infer<typeof GivenWeight>;

export const Layer = z
  .strictObject({
    id: LayerId,
    /** A layer type of the catalogue: `Conv2D`. */
    type: z.string().min(1),
    /** What a person calls it; also the prefix of its nodes in an exported file. */
    name: z.string().min(1).max(120),
    /** By parameter name. What is absent has the layer's default. Checked by the layer's own schema. */
    params: z.record(z.string(), z.unknown()).readonly(),
    position: Position,
    /** Bypassed: what arrives is passed on unchanged. */
    disabled: z.boolean().optional(),
    /** Stays as it is and where it is until it is unlocked. */
    locked: z.boolean().optional(),
    /** Training leaves its weights alone. */
    frozen: z.boolean().optional(),
    /** Weights that do not start at random, by name. */
    weights: z.record(z.string(), GivenWeight).readonly().optional(),
  })
  .readonly();
export type Layer = z.infer<typeof Layer>;

const Endpoint = z.strictObject({ layer: LayerId, port: z.string().min(1) }).readonly();

export const Link = z
  .strictObject({
    id: LinkId,
    from: Endpoint,
    to: Endpoint,
    /** Points that its line is drawn through, from its source to its target. */
    bends: z.array(Position).readonly().optional(),
  })
  .readonly();
export type Link = z.infer<typeof Link>;

export const Note = z
  .strictObject({
    id: NoteId,
    /** A frame surrounds layers and moves them along; `text` is its title. A comment if absent. */
    kind: z.enum(['comment', 'frame']).optional(),
    text: z.string(),
    position: Position,
    width: z.number().positive(),
    height: z.number().positive(),
  })
  .readonly();
export type Note = z.infer<typeof Note>;

export const Group = z
  .strictObject({
    id: GroupId,
    name: z.string().min(1),
    /** Those that stand directly in it; the layers of groups inside are theirs. */
    layers: z.array(LayerId).readonly(),
    /** Drawn as one card. */
    collapsed: z.boolean(),
    /** The group around it. */
    parent: GroupId.optional(),
  })
  .readonly();
export type Group = z.infer<typeof Group>;

/** Where the data comes from: `builtin:digits`, or a path as the user gave it. */
export const DatasetReference = z
  .strictObject({
    source: z.string().min(1),
    /** The field to predict, where the dataset leaves a choice (a column of a CSV file). */
    target: z.string().min(1).optional(),
    /** The rows of a table follow each other in time; each sample looks back on so many. */
    window: z.number().int().min(1).max(10_000).optional(),
  })
  .readonly();
export type DatasetReference = z.infer<typeof DatasetReference>;

/** Where gradients are held back, in Keras's words. */
export const GradientClipping = z
  .strictObject({ type: z.enum(['clipvalue', 'clipnorm', 'globalClipnorm']), limit: z.number().positive() })
  .readonly();
export type GradientClipping = z.infer<typeof GradientClipping>;

/** Ends a run when the validation loss no longer falls. */
export const EarlyStopping = z
  .strictObject({
    /** Epochs without a better validation loss. */
    patience: z.number().int().min(1).max(100_000),
    /** What is not better by this much is not better. */
    minDelta: z.number().min(0),
  })
  .readonly();
export type EarlyStopping = z.infer<typeof EarlyStopping>;

export const TrainingSettings = z
  .strictObject({
    epochs: z.number().int().min(1).max(100_000),
    batchSize: z.number().int().min(1).max(65_536),
    optimizer: OptimizerSettings,
    /** Of the learning rate; without one it is constant. */
    schedule: ScheduleSettings.optional(),
    clipping: GradientClipping.optional(),
    earlyStopping: EarlyStopping.optional(),
    /** Share of the samples kept for validation. With 0 the training samples are also the validation samples. */
    validationSplit: z.number().min(0).max(0.9),
    /** Decides the split, the first weights, the order of the samples and dropout. */
    seed: z.number().int().min(0).max(2_147_483_647),
  })
  .readonly();
export type TrainingSettings = z.infer<typeof TrainingSettings>;

export const NetworkDocument = z
  .strictObject({
    format: z.literal(FORMAT),
    name: z.string().min(1).max(200),
    description: z.string(),
    layers: z.array(Layer).readonly(),
    links: z.array(Link).readonly(),
    notes: z.array(Note).readonly(),
    groups: z.array(Group).readonly(),
    dataset: DatasetReference.nullable(),
    training: TrainingSettings,
  })
  .readonly();
export type NetworkDocument = z.infer<typeof NetworkDocument>;

export const DEFAULT_OPTIMIZER: OptimizerSettings = {
  type: 'adam',
  learningRate: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
};

export const DEFAULT_TRAINING: TrainingSettings = {
  epochs: 10,
  batchSize: 32,
  optimizer: DEFAULT_OPTIMIZER,
  validationSplit: 0.2,
  seed: 1,
};

export function emptyDocument(name: string): NetworkDocument {
  return {
    format: FORMAT,
    name,
    description: '',
    layers: [],
    links: [],
    notes: [],
    groups: [],
    dataset: null,
    training: DEFAULT_TRAINING,
  };
}
