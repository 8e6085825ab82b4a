/** The networks that come with the program. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readDocument } from '../core/document/read.ts';
import { TemplateSummary } from './contract.ts';
import { packageRoot } from './package-root.ts';

const { purpose } = TemplateSummary.shape;
const Index = z.array(
  TemplateSummary.omit({ document: true }).extend({ purpose: purpose.default('training') }),
);

/** In the order of the gallery. */
export async function listTemplates(): Promise<TemplateSummary[]> {
  const folder = join(packageRoot(), 'templates');
  const index = Index.parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')));
  return Promise.all(
    index.map(async (entry) => {
      const document = readDocument(await readFile(join(folder, `${entry.id}.json`), 'utf8'));
      if (!document.ok) throw new Error(`the template "${entry.id}" is damaged: ${document.error.message}`);
      return { ...entry, document: document.value };
    }),
  );
}
