/** Finds the file that a URL path names inside one folder, and never one outside it. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  readonly path: string;
  readonly bytes: number;
  readonly type: string;
}

/** `pathname` as it stands in the URL, still encoded. Undefined where there is no such file in `folder`. */
export async function findFile(folder: string, pathname: string): Promise<StaticFile | undefined> {
  const parts = decodeParts(pathname);
  if (!parts) return undefined;
  try {
    const root = await realpath(folder);
    // Symbolic links are followed before the comparison, so that they cannot lead outside either.
    const file = await realpath(path.join(root, ...parts));
    if (!file.startsWith(root + path.sep)) return undefined;
    const stats = await stat(file);
    if (!stats.isFile()) return undefined;
    return { path: file, bytes: stats.size, type: TYPES[path.extname(file)] ?? 'application/octet-stream' };
  } catch {
    return undefined;
  }
}

/** Folder and file names of a URL path; undefined where one of them could mean anything else. */
function decodeParts(pathname: string): string[] | undefined {
  try {
    const parts = pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    return parts.some((part) => part === '..' || part === '.' || /[/\\:\0]/.test(part)) ? undefined : parts;
  } catch {
    return undefined;
  }
}
