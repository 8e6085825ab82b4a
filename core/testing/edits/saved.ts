/** What every state of a document has to stand: being saved and read, and being looked at. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { readDocument, writeDocument } from '../../document/read.ts';
import type { Layer, Link, NetworkDocument } from '../../document/schema.ts';
import type { NetworkAnalysis } from '../../shape/analysis.ts';
import { analyzeNetwork } from '../../shape/analyze-network.ts';

/** Fails where the document's file is not the document. */
export function expectSaved(document: NetworkDocument): void {
  const read = readDocument(writeDocument(document));
  if (!read.ok) throw new Error(read.error.message);
  // Far quicker than the comparison of the test library, which is asked only where there is a difference to show.
  if (!isDeepStrictEqual(read.value, document)) expect(read.value).toStrictEqual(document);
}

/** What a person reads of an analysis. */
export function findings({ order, layers, issues, parameters, trainable }: NetworkAnalysis) {
  return {
    order,
    parameters,
    trainable,
    issues: issues.map(({ code, severity, message }) => `${severity} ${code}: ${message}`),
    outputs: [...layers].map(([id, { outputs }]) => [
      id,
      outputs?.map(({ shape }) => shape.join()).join(' | '),
    ]),
  };
}

/** Fails where an analysis that grew with the edits says something else than one that knows nothing of them. */
export function expectFresh(analysis: NetworkAnalysis, document: NetworkDocument, dataset?: Dataset): void {
  const layers = document.layers.map((layer): Layer => ({ ...layer, params: { ...layer.params } }));
  const links = document.links.map((link): Link => ({ ...link }));
  const fresh = analyzeNetwork({ ...document, layers, links }, { dataset });
  expect(findings(analysis)).toStrictEqual(findings(fresh));
}

type Dataset = NonNullable<Parameters<typeof analyzeNetwork>[1]>['dataset'];
