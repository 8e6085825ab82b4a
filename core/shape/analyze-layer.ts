/** One layer in its place: its parameters, its links, its types, and the issues that it can see by itself. */
import type { Layer, LayerId } from '../document/schema.ts';
import type { Drawing } from '../issues/drawing.ts';
import { placeProblem } from '../issues/fixes.ts';
import { notBypassedIssue, unknownTypeIssue } from '../issues/layer-issues.ts';
import { findLayer } from '../layers/registry.ts';
import type { LayerAnalysis, NetworkAnalysis } from './analysis.ts';
import { whyNotBypassed } from './bypass.ts';
import { linkFixes } from './check-ends.ts';
import { type Graph, isOutput } from './graph.ts';
import {
  type Inference,
  inferLayer,
  NOT_INFERRED,
  type ParsedLayer,
  parseLayer,
  passOn,
  sameTypes,
} from './infer-layer.ts';
import type { LayerState, Origin } from './layer-state.ts';
import { sampleSize, type TensorType } from './tensor-type.ts';
import { type Source, type Wiring, wireLayer } from './wire-layer.ts';

const BYTES_PER_VALUE = 4;

/** What is no fault of a layer that leads nowhere yet. */
const IN_THE_MAKING: ReadonlySet<string> = new Set(['missing-link', 'single-link']);

/** Beside the analyses because nobody else needs it. */
const ORIGINS = new WeakMap<LayerAnalysis, Origin>();

/** `states` holds the layers that come before this one. */
export function analyzeLayer(
  layer: Layer,
  drawing: Drawing,
  graph: Graph,
  states: ReadonlyMap<LayerId, LayerState>,
  previous: NetworkAnalysis | undefined,
): LayerState {
  const arriving = graph.incoming.get(layer.id) ?? [];
  const definition = findLayer(layer.type);
  if (!definition) {
    const issues = [unknownTypeIssue(drawing.document, layer)];
    return { layer, links: arriving, parsed: undefined, inference: NOT_INFERRED, issues };
  }
  const before = previous?.layers.get(layer.id);
  const origin = before && ORIGINS.get(before);
  const stuck = layer.disabled ? whyNotBypassed(layer) : undefined;
  const bypassed = layer.disabled === true && stuck === undefined;
  const parsed =
    origin?.parsed?.definition === definition &&
    origin.parsed.raw === layer.params &&
    origin.parsed.bypassed === bypassed &&
    origin.parsed.frozen === (layer.frozen ?? false) &&
    origin.parsed.given === layer.weights
      ? origin.parsed
      : parseLayer(definition, layer, bypassed);
  const wiring = wireLayer(
    layer,
    parsed.ports,
    arriving,
    (id) => sourceIn(states, graph, id),
    () => linkFixes(layer, drawing, graph),
  );
  const inference = inferAgain(parsed, wiring, origin);
  const place = { drawing, layer, incoming: wiring.links };
  const idle = !graph.leadsToOutput.has(layer.id) && graph.hasOutput;
  const linkIssues = idle ? wiring.issues.filter(({ code }) => !IN_THE_MAKING.has(code)) : wiring.issues;
  return {
    layer,
    links: wiring.links,
    parsed,
    inference,
    issues: [
      ...(stuck === undefined ? [] : [notBypassedIssue(layer, stuck)]),
      ...linkIssues,
      ...[...parsed.problems, ...inference.problems].map((problem) => placeProblem(problem, place)),
    ],
  };
}

function sourceIn(states: ReadonlyMap<LayerId, LayerState>, graph: Graph, id: LayerId): Source | undefined {
  const layer = graph.layers.get(id);
  if (!layer) return undefined;
  const state = states.get(id);
  // A layer on a circle is not reached yet; its ports follow from its parameters alone.
  const definition = state ? undefined : findLayer(layer.type);
  const ports = state ? state.parsed?.ports : definition && parseLayer(definition, layer).ports;
  return { layer, ports, outputs: state?.inference.outputs };
}

/** Infers unless parameters and types are those of the last time. */
function inferAgain(parsed: ParsedLayer, wiring: Wiring, origin: Origin | undefined): Inference {
  if (!(parsed.params || parsed.bypassed) || !wiring.complete) return NOT_INFERRED;
  const inputs: TensorType[] = [];
  for (const type of wiring.types) {
    if (!type) return NOT_INFERRED;
    inputs.push(type);
  }
  const known = origin?.parsed === parsed && sameTypes(origin.inference.inputs, inputs);
  if (known && origin) return origin.inference;
  return parsed.bypassed || !parsed.params ? passOn(inputs) : inferLayer(parsed, parsed.params, inputs);
}

/** The same object as before where nothing of it changed, so that its card need not be drawn again. */
export function layerAnalysis(state: LayerState, before: LayerAnalysis | undefined): LayerAnalysis {
  const { layer, parsed, inference, links, issues } = state;
  const origin = before && ORIGINS.get(before);
  if (
    before &&
    origin?.parsed === parsed &&
    origin?.inference === inference &&
    before.issues.length + issues.length === 0 &&
    before.incoming.length === links.length &&
    links.every((link, index) => link.id === before.incoming[index])
  ) {
    return before;
  }
  const { inputs, outputs, weights, parameters, trainableParameters, multiplyAdds } = inference;
  const analysis: LayerAnalysis = {
    id: layer.id,
    definition: parsed?.definition,
    params: parsed?.params,
    incoming: links.map(({ id }) => id),
    inputs,
    outputs,
    weights,
    parameters,
    trainableParameters,
    multiplyAdds,
    issues,
  };
  ORIGINS.set(analysis, { parsed, inference });
  return analysis;
}

/** Memory of a layer's outputs for one sample. Outputs and disabled layers only pass on what another made. */
export function outputBytes(layer: Layer, outputs: readonly TensorType[] | undefined): number {
  if (!outputs || isOutput(layer) || layer.disabled) return 0;
  return outputs.reduce((bytes, { shape }) => bytes + sampleSize(shape) * BYTES_PER_VALUE, 0);
}
