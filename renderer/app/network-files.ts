/** Network files from and to the person's disk. */
import type { DocumentFault } from '../../core/document/document-fault.ts';
import { readDocument, writeDocument } from '../../core/document/read.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { fail, type Result } from '../../core/result.ts';
import { en } from '../i18n/en.ts';

export async function readNetworkFile(file: File): Promise<Result<NetworkDocument, DocumentFault>> {
  if (!/\.json$/i.test(file.name)) {
    return fail({ code: 'not-a-document', message: en.files.notText(file.name) });
  }
  try {
    return readDocument(await file.text());
  } catch {
    return fail({ code: 'not-json', message: en.files.unreadable });
  }
}

/** Offers the document as a download. */
export function saveNetworkFile(document: NetworkDocument): void {
  const blob = new Blob([writeDocument(document)], { type: 'application/json' });
  downloadFile(blob, fileName(document.name, en.document.fileSuffix));
}

/** A name that every file system takes. */
export function fileName(title: string, suffix: string): string {
  return `${title.replace(/[^\p{L}\p{N}_-]+/gu, '-')}${suffix}`;
}

export function downloadFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = window.document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}

/** Lets the person choose a file; resolves with undefined where none was chosen. */
export function chooseNetworkFile(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = window.document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
