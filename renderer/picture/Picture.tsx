/** A whole network as one SVG in the colours of the light theme, its words as text. */
import type { Note } from '../../core/document/schema.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import { enDocuments } from '../i18n/en-documents.ts';
import { enEditing } from '../i18n/en-editing.ts';
import { type Font, wrapText } from './fit-text.ts';
import { GroupCardPicture, LayerCard } from './PictureCard.tsx';
import { FAMILIES, PictureText } from './PictureText.tsx';
import { PictureProvider, type PictureTools, usePicture } from './picture-context.ts';
import type { Scene } from './scene.ts';

interface PictureProps {
  readonly name: string;
  readonly scene: Scene;
  readonly tools: PictureTools;
  /** Style rules that bring the fonts along. */
  readonly fonts?: string;
}

export function Picture({ name, scene, tools, fonts }: PictureProps) {
  const { x, y, width, height } = scene.box;
  const { colours } = tools;
  return (
    <PictureProvider value={tools}>
      <svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`${x} ${y} ${width} ${height}`}
        width={width}
        height={height}
        role="img"
      >
        <title>{enDocuments.picture.title(name)}</title>
        {fonts && <style>{fonts}</style>}
        <rect x={x} y={y} width={width} height={height} fill={colours.of('--surface')} />
        {scene.behind.map((node) => (
          <Shape key={node.id} node={node} />
        ))}
        {scene.links.map(({ id, path, width: line, severity }) => (
          <path
            key={id}
            d={path}
            fill="none"
            stroke={colours.of(severity ? SEVERITY[severity] : '--link')}
            strokeWidth={Math.round(line * 100) / 100}
            strokeLinecap="round"
            strokeDasharray={severity ? '7 6' : undefined}
          />
        ))}
        {scene.front.map((node) => (
          <Shape key={node.id} node={node} />
        ))}
      </svg>
    </PictureProvider>
  );
}

const SEVERITY = { error: '--danger', warning: '--warning' } as const;

function Shape({ node }: { readonly node: CanvasNode }) {
  switch (node.type) {
    case 'layer':
      return <LayerCard node={node} />;
    case 'group-card':
      return <GroupCardPicture node={node} />;
    case 'group-frame':
      return <GroupArea node={node} />;
    case 'note':
      return node.data.note.kind === 'frame' ? (
        <Frame note={node.data.note} />
      ) : (
        <Comment note={node.data.note} />
      );
    default:
      return null;
  }
}

const TITLE: Font = { size: 13, weight: 600 };

function GroupArea({
  node,
}: {
  readonly node: Extract<CanvasNode, { type?: 'group-card' | 'group-frame' }>;
}) {
  const { colours } = usePicture();
  const { position, width = 0, height = 0, data } = node;
  return (
    <g>
      <rect
        {...position}
        width={width}
        height={height}
        rx={12}
        fill={colours.of('--accent')}
        fillOpacity={0.07}
        stroke={colours.mix('--accent', 0.4, '--border')}
      />
      <PictureText x={position.x + 14} y={position.y + 21} room={width - 28} font={TITLE} token="--text">
        {data.group.name}
      </PictureText>
    </g>
  );
}

function Frame({ note: { position, width, height, text } }: { readonly note: Note }) {
  const { colours } = usePicture();
  return (
    <g>
      <rect
        {...position}
        width={width}
        height={height}
        rx={8}
        fill={colours.of('--frame')}
        fillOpacity={0.6}
        stroke={colours.of('--frame-border')}
        strokeWidth={1.5}
      />
      <PictureText
        x={position.x + 12}
        y={position.y + 23}
        room={width - 24}
        font={TITLE}
        token="--text-secondary"
      >
        {text || enEditing.notes.emptyFrame}
      </PictureText>
    </g>
  );
}

const WORDS: Font = { size: 13 };
const LINE = 18;
const FOLD = 14;
const PAD = { x: 13, y: 11 } as const;

function Comment({ note: { position, width, height, text } }: { readonly note: Note }) {
  const { colours, measure } = usePicture();
  const most = Math.max(1, Math.floor((height - 2 * PAD.y) / LINE));
  const lines = wrapText(text, width - 2 * PAD.x, most, WORDS, measure);
  const [right, bottom] = [width - 0.5, height - 0.5];
  return (
    <g transform={`translate(${position.x} ${position.y})`}>
      <path
        d={`M8 .5H${right - FOLD}L${right} ${FOLD}V${bottom - 8}Q${right} ${bottom} ${right - 8} ${bottom}H8Q.5 ${bottom} .5 ${bottom - 8}V8Q.5 .5 8 .5Z`}
        fill={colours.of('--note')}
        stroke={colours.of('--note-border')}
      />
      <path d={`M${right - FOLD} .5V${FOLD}H${right}Z`} fill={colours.of('--note-border')} />
      <text fill={colours.of('--text')} fontFamily={FAMILIES.text} fontSize={WORDS.size}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
          <tspan key={index} x={PAD.x} y={PAD.y + 13 + index * LINE}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}
