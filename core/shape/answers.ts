/** Looks back from an Output: in which function the answers end, and which layer decides how many there are. */
import type { Layer, LayerId, Link } from '../document/schema.ts';
import { sameTypes } from './infer-layer.ts';
import type { LayerState } from './layer-state.ts';

/** `positive` stands for all other functions that never give a number below zero. */
export type EndFunction = 'softmax' | 'sigmoid' | 'positive' | 'other';

const POSITIVE: ReadonlySet<unknown> = new Set(['relu', 'relu6', 'softplus', 'exponential', 'hardSigmoid']);

/** Layers that arrange, repeat or leave out numbers, or change them in training only: answers stay what they are. */
const CARRIERS: ReadonlySet<string> = new Set([
  'Flatten',
  'Reshape',
  'Permute',
  'Squeeze',
  'RepeatVector',
  'Cropping1D',
  'Cropping2D',
  'Cropping3D',
  'UpSampling1D',
  'UpSampling2D',
  'UpSampling3D',
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'GaussianDropout',
  'AlphaDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'Masking',
]);

type States = ReadonlyMap<LayerId, LayerState>;

/** The last layer before the Output that computes something, and its function. */
export function endOf(
  output: LayerState,
  states: States,
): { layer: Layer; function: EndFunction } | undefined {
  for (let state = onlySource(output, states); state; state = onlySource(state, states)) {
    if (CARRIERS.has(state.layer.type)) continue;
    return { layer: state.layer, function: functionOf(state) };
  }
  return undefined;
}

/** The layer with a `units` parameter that gives the Output its size, through layers that keep the shape. */
export function unitsBefore(output: LayerState, states: States): Layer | undefined {
  for (let state = onlySource(output, states); state; state = onlySource(state, states)) {
    if (state.parsed?.definition.parameters.units?.kind === 'integer') return state.layer;
    if (!sameTypes(state.inference.inputs, state.inference.outputs)) return undefined;
  }
  return undefined;
}

const FUNCTIONS: ReadonlySet<string> = new Set(['Softmax', 'Activation']);

/** The link behind which nothing but a function bends the answers: where a layer that makes them belongs. */
export function answerLink(output: LayerState, states: States): Link | undefined {
  let [link] = output.links;
  for (let state = onlySource(output, states); state; state = onlySource(state, states)) {
    if (!FUNCTIONS.has(state.layer.type)) break;
    [link] = state.links;
  }
  return link;
}

/** The only layer that feeds this one; those that are bypassed do not count. */
function onlySource({ links }: LayerState, states: States): LayerState | undefined {
  const [link] = links;
  const source = link && links.length === 1 ? states.get(link.from.layer) : undefined;
  return source?.parsed?.bypassed ? onlySource(source, states) : source;
}

function functionOf({ layer, parsed }: LayerState): EndFunction {
  if (layer.type === 'ReLU') return parsed?.params?.negativeSlope === 0 ? 'positive' : 'other';
  const name = layer.type === 'Softmax' ? 'softmax' : parsed?.params?.activation;
  if (name === 'softmax' || name === 'sigmoid') return name;
  return POSITIVE.has(name) ? 'positive' : 'other';
}
