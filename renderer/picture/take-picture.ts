/** Pictures of the open network: as SVG and PNG files, and on the clipboard. */
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import monoUrl from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { downloadFile, fileName } from '../app/network-files.ts';
import type { Session } from '../app/session.ts';
import { enDocuments } from '../i18n/en-documents.ts';
import { type Colours, createColours } from './colours.ts';
import type { Font, Measure } from './fit-text.ts';
import { Picture } from './Picture.tsx';
import { FAMILIES } from './PictureText.tsx';
import { buildScene } from './scene.ts';

const t = enDocuments.picture;
const PNG_SCALE = 2;
/** What browsers draw at most, in pixels along one side and in all. */
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 200_000_000;

interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export const saveSvg = (session: Session) =>
  attempt(session, async ({ svg }, name) => {
    downloadFile(new Blob([svg], { type: 'image/svg+xml' }), fileName(name, '.svg'));
  });

export const savePng = (session: Session) =>
  attempt(session, async (drawn, name) => {
    downloadFile(await toPng(session, drawn), fileName(name, '.png'));
  });

export const copyPicture = (session: Session) =>
  attempt(session, async (drawn) => {
    const { showSuccess, showNotice } = session.ui.getState();
    const png = await toPng(session, drawn);
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
      showSuccess(t.copied);
    } catch {
      showNotice(t.notCopied);
    }
  });

async function attempt(session: Session, use: (drawn: Drawn, name: string) => Promise<void>): Promise<void> {
  const { history, analysis } = session.document.getState();
  const { name } = history.document;
  const { showNotice } = session.ui.getState();
  const scene = buildScene(history.document, analysis);
  if (!scene) {
    showNotice(t.empty);
    return;
  }
  try {
    const fonts = await fontRules();
    const svg = withColours((colours) => {
      const holder = document.createElement('div');
      const root = createRoot(holder);
      const tools = { colours, measure: createMeasure() };
      flushSync(() => root.render(createElement(Picture, { name, scene, tools, fonts })));
      const drawing = holder.querySelector('svg');
      if (!drawing) throw new Error('no drawing came of it');
      const text = new XMLSerializer().serializeToString(drawing);
      root.unmount();
      return text;
    });
    const { width, height } = scene.box;
    await use({ svg, width, height }, name);
  } catch (error) {
    showNotice(t.failed(error instanceof Error ? error.message : String(error)));
  }
}

/** Works with the colours of the light theme, whichever is shown. */
function withColours<T>(use: (colours: Colours) => T): T {
  const probe = document.createElement('div');
  probe.dataset.mantineColorScheme = 'light';
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colours = createColours({
    token: (name) => style.getPropertyValue(name),
    show(colour) {
      if (!context) throw new Error('the browser draws nothing');
      // Light through which the ground shows is mixed by the picture.
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
      return [red, green, blue];
    },
  });
  try {
    return use(colours);
  } finally {
    probe.remove();
  }
}

function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, { size, weight = 400, family = 'text' }: Font) => {
    if (!context) return text.length * size * 0.6;
    context.font = `${weight} ${size}px ${FAMILIES[family]}`;
    return context.measureText(text).width;
  };
}

/** A picture outside of the page knows no fonts but those that it brings along. */
async function fontRules(): Promise<string> {
  const rule = async (family: string, url: string) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return `@font-face{font-family:"${family}";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}`;
  };
  const rules = [rule('Inter Variable', interUrl), rule('JetBrains Mono Variable', monoUrl)];
  return (await Promise.all(rules)).join('');
}

/** At twice its size, or as large as browsers can. */
async function toPng(session: Session, { svg, width, height }: Drawn): Promise<Blob> {
  const scale = Math.min(
    PNG_SCALE,
    LONGEST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / width / height),
  );
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!png) throw new Error('the browser ran out of room for it');
    if (scale < PNG_SCALE) session.ui.getState().showNotice(t.smaller(scale.toFixed(1)));
    return png;
  } finally {
    URL.revokeObjectURL(url);
  }
}
