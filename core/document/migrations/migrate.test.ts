import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument, writeDocument } from '../read.ts';
import { FORMAT } from '../schema.ts';
import { MIGRATIONS, migrate, NEWEST } from './migrate.ts';

const FORMATS = Array.from({ length: NEWEST }, (_, index) => index + 1);

function fixture(version: number): string {
  return readFileSync(join(import.meta.dirname, `fixtures/layerloom-${version}.json`), 'utf8');
}

describe('released formats', () => {
  it('end in the one that is written', () => {
    expect(FORMAT).toBe(`layerloom/${NEWEST}`);
  });

  it('have a migration each, and nothing else has one', () => {
    expect(Object.keys(MIGRATIONS).map(Number)).toEqual(FORMATS.slice(0, -1));
  });

  it.each(FORMATS)('layerloom/%i has a document that is still read', (version) => {
    const text = fixture(version);
    expect(JSON.parse(text)).toMatchObject({ format: `layerloom/${version}` });
    const document = readDocument(text);
    if (!document.ok) throw new Error(document.error.message);
    expect(document.value.format).toBe(FORMAT);
    expect(readDocument(writeDocument(document.value))).toEqual(document);
  });

  it.each(FORMATS.slice(0, -1))(
    'layerloom/%i keeps its frozen schema, which its document follows',
    async (version) => {
      const file = join(import.meta.dirname, `schema-v${version}.ts`);
      expect(existsSync(file), file).toBe(true);
      const { NetworkDocument } = await import(file);
      expect(NetworkDocument.safeParse(JSON.parse(fixture(version))).success).toBe(true);
    },
  );

  it('changes nothing in a document of the newest format', () => {
    const document = JSON.parse(fixture(NEWEST));
    expect(migrate(document, FORMAT)).toEqual({ ok: true, value: document });
  });
});

describe('migrate', () => {
  const steps = {
    1: (document: unknown) => ({ ...Object(document), format: 'layerloom/2', second: true }),
    2: (document: unknown) => ({ ...Object(document), format: 'layerloom/3', third: true }),
  };

  it('takes every step from the format of the document to the newest', () => {
    expect(migrate({ format: 'layerloom/1' }, 'layerloom/1', steps, 3)).toEqual({
      ok: true,
      value: { format: 'layerloom/3', second: true, third: true },
    });
    expect(migrate({ format: 'layerloom/2' }, 'layerloom/2', steps, 3)).toEqual({
      ok: true,
      value: { format: 'layerloom/3', third: true },
    });
  });

  it('does not pass over a step that is missing', () => {
    expect(() => migrate({}, 'layerloom/1', { 2: steps[2] }, 3)).toThrow(
      'The migration from layerloom/1 to layerloom/2 is missing.',
    );
  });
});
