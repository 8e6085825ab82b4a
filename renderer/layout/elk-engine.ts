/** The layout engine in a worker of its own. Loaded when a drawing is tidied up for the first time. */
import ElkApi from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { LayoutEngine } from './arrange.ts';

let elk: InstanceType<typeof ElkApi> | undefined;

export const layOut: LayoutEngine = (graph) => {
  elk ??= new ElkApi({ workerFactory: () => new Worker(workerUrl) });
  return elk.layout(graph);
};
