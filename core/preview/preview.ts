/** What is shown of one layer's output for one sample: small enough to be sent and drawn at once. */
import { z } from 'zod';
import { LayerId } from '../document/schema.ts';

/** Over all values of the output. Those that are no numbers are counted in `broken` alone. */
const Figures = z.strictObject({
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  /** Share of the values that are exactly 0. */
  zeros: z.number(),
  broken: z.number().int().nonnegative(),
});
export type Figures = z.infer<typeof Figures>;

export const Picture = z.discriminatedUnion('kind', [
  /** Feature maps beside each other; colours where the three channels are those of a picture. */
  z.strictObject({
    kind: z.literal('maps'),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    count: z.number().int().positive(),
    channels: z.number().int().positive(),
    colours: z.boolean(),
    /** One byte for each value (three with colours), from the smallest to the largest, map after map; base64. */
    pixels: z.string(),
  }),
  /** Values over time, one line for each feature. */
  z.strictObject({
    kind: z.literal('lines'),
    lines: z.array(z.array(z.number())),
    features: z.number().int().positive(),
    steps: z.number().int().positive(),
  }),
  z.strictObject({ kind: z.literal('bars'), values: z.array(z.number()) }),
  z.strictObject({ kind: z.literal('values'), values: z.array(z.number()) }),
  /** Shares of classes. */
  z.strictObject({ kind: z.literal('classes'), values: z.array(z.number()), labels: z.array(z.string()) }),
  /** How many values lie in each of the equally wide bins from the smallest to the largest. */
  z.strictObject({ kind: z.literal('histogram'), bins: z.array(z.number()) }),
]);
export type Picture = z.infer<typeof Picture>;

/** A layer's preview; or, in a sentence, why there is none. */
export const LayerPreview = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('shown'), figures: Figures, picture: Picture }),
  z.strictObject({ state: z.literal('refused'), code: z.string(), message: z.string() }),
]);
export type LayerPreview = z.infer<typeof LayerPreview>;

/** Whose weights the layers had. */
export const PreviewWeights = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('initial') }),
  z.strictObject({ kind: z.literal('trained'), run: z.string() }),
]);
export type PreviewWeights = z.infer<typeof PreviewWeights>;

export const NetworkPreview = z.strictObject({
  /** How many samples there are to choose from. */
  samples: z.number().int().positive(),
  /** The sample's class, where the target has classes. */
  truth: z.string().optional(),
  weights: PreviewWeights,
  layers: z.record(LayerId, LayerPreview),
});
export type NetworkPreview = z.infer<typeof NetworkPreview>;
