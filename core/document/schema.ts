/**
 * The document: a drawn network with everything needed to train it again. Plain readonly JSON, parsed by this
 * schema at every edge. Format `layerloom/1`.
 */
import { z } from 'zod';

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
    layers: z.array(LayerId).readonly(),
    collapsed: z.boolean(),
  })
  .readonly();
export type Group = z.infer<typeof Group>;

/** Where the data comes from: `builtin:digits`, or a path as the user gave it. */
export const DatasetReference = z
  .strictObject({
    source: z.string().min(1),
    /** The field to predict, where the dataset leaves a choice (a column of a CSV file). */
    target: z.string().min(1).optional(),
  })
  .readonly();
export type DatasetReference = z.infer<typeof DatasetReference>;

const rate = z.number().positive().max(1000);
const fraction = z.number().min(0).lt(1);

export const Optimizer = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('sgd'),
      learningRate: rate,
      momentum: fraction,
      nesterov: z.boolean(),
    }),
    z.strictObject({
      type: z.literal('adam'),
      learningRate: rate,
      beta1: fraction,
      beta2: fraction,
      epsilon: z.number().positive(),
    }),
  ])
  .readonly();
export type Optimizer = z.infer<typeof Optimizer>;

export const TrainingSettings = z
  .strictObject({
    epochs: z.number().int().min(1).max(100_000),
    batchSize: z.number().int().min(1).max(65_536),
    optimizer: Optimizer,
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

export const DEFAULT_OPTIMIZER: Optimizer = {
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
