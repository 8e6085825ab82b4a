/** Layers and collapsed groups in a picture: cards with all their details, as the canvas draws them close up. */
import { CircleAlert, CornerUpRight, Lock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatShape, type TensorType } from '../../core/shape/tensor-type.ts';
import type { LayerFlowNode } from '../canvas/flow-elements.ts';
import { describeParams } from '../canvas/LayerNode.tsx';
import type { GroupFlowNode } from '../groups/group-node.ts';
import { en } from '../i18n/en.ts';
import { enGroups } from '../i18n/en-groups.ts';
import { formatShort } from '../i18n/format.ts';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import type { Font } from './fit-text.ts';
import { PictureText } from './PictureText.tsx';
import { usePicture } from './picture-context.ts';

const NAME: Font = { size: 13, weight: 600 };
const ABOUT: Font = { size: 11.5 };
const FIGURES: Font = { size: 11, family: 'figures' };
const PORT_NAME: Font = { size: 10.5 };

const RADIUS = 8;
const PAD = 10;
const BAR = 3;
const CHIP = { height: 20, pad: 6, bottom: 8 } as const;

type Severity = 'error' | 'warning' | undefined;

export function LayerCard({ node }: { readonly node: LayerFlowNode }) {
  const { colours } = usePicture();
  const { data, width = 0, height = 0 } = node;
  const { layer, analysis, ports } = data;
  const definition = analysis?.definition;
  const { bar, ink, soft } = colours.category(definition?.category);
  const severity = worst(analysis?.issues ?? []);
  const flags = [layer.disabled && CornerUpRight, layer.locked && Lock].filter((flag) => flag !== undefined);
  const room = width - 32 - PAD - flags.length * 18 - (severity ? 20 : 0);
  return (
    <g transform={`translate(${node.position.x} ${node.position.y})`}>
      <CardShape width={width} height={height} severity={severity} dashed={layer.disabled === true} />
      <TopBar width={width} shares={[{ colour: bar, size: 1 }]} faint={layer.disabled === true} />
      <g transform={`translate(${PAD + 1} 10)`} color={layer.disabled ? colours.of('--text-faint') : ink}>
        <LayerIcon name={definition?.icon} size={15} />
      </g>
      <PictureText x={33} y={22} room={room} font={NAME} token="--text" struck={layer.disabled === true}>
        {layer.name}
      </PictureText>
      {flags.map((Flag, index) =>
        Flag ? (
          <g
            key={index === 0 ? 'first' : 'second'}
            transform={`translate(${width - PAD - 14 - (flags.length - 1 - index) * 18 - (severity ? 20 : 0)} 10)`}
            color={colours.of('--text-secondary')}
          >
            <Flag size={14} strokeWidth={2.25} aria-hidden />
          </g>
        ) : null,
      )}
      <PictureText x={PAD + 1} y={40} room={width - 2 * PAD} font={ABOUT} token="--text-secondary">
        {describeParams(data)}
      </PictureText>
      <Foot
        width={width}
        height={height}
        output={analysis?.outputs?.[0]}
        unknown={en.canvas.noShape}
        soft={soft}
        parameters={analysis?.parameters ?? 0}
      />
      <Mark severity={severity} width={width} />
      {node.handles?.map(({ id, type, x, y, width: dot = 0 }) => {
        const list = type === 'target' ? ports.inputs : ports.outputs;
        const port = list.find((candidate) => candidate.id === id);
        const middle = { x: x + dot / 2, y: y + dot / 2 };
        return (
          <g key={`${type} ${id}`}>
            <Port {...middle} />
            {port && list.length > 1 && (
              <PictureText
                x={middle.x + (type === 'target' ? -8 : 8)}
                y={middle.y - 7}
                room={80}
                font={PORT_NAME}
                token="--text-faint"
                anchor={type === 'target' ? 'end' : 'start'}
              >
                {port.label}
              </PictureText>
            )}
          </g>
        );
      })}
    </g>
  );
}

export function GroupCardPicture({ node }: { readonly node: GroupFlowNode }) {
  const { colours } = usePicture();
  const { data, width = 0, height = 0 } = node;
  const { group, summary } = data;
  const severity = worst(summary.issues);
  const below = { fill: colours.of('--surface'), stroke: colours.of('--border-strong') };
  return (
    <g transform={`translate(${node.position.x} ${node.position.y})`}>
      <rect x={11} y={height - 8} width={width - 22} height={17} rx={RADIUS} {...below} />
      <rect x={5} y={height - 12} width={width - 10} height={17} rx={RADIUS} {...below} />
      <CardShape width={width} height={height} severity={severity} dashed={false} />
      <TopBar
        width={width}
        shares={summary.shares.map(({ category, layers }) => ({
          colour: colours.category(category).bar,
          size: layers,
        }))}
      />
      <PictureText x={PAD + 1} y={22} room={width - 2 * PAD - (severity ? 20 : 0)} font={NAME} token="--text">
        {group.name}
      </PictureText>
      <PictureText x={PAD + 1} y={40} room={width - 2 * PAD} font={ABOUT} token="--text-secondary">
        {enGroups.layers(summary.layers)}
      </PictureText>
      <Foot
        width={width}
        height={height}
        output={summary.output}
        unknown={enGroups.outputs(summary.exits)}
        soft={colours.of('--hover')}
        parameters={summary.parameters}
      />
      <Mark severity={severity} width={width} />
      <Port x={0} y={height / 2} />
      <Port x={width} y={height / 2} />
    </g>
  );
}

function worst(issues: readonly { readonly severity: 'error' | 'warning' }[]): Severity {
  return issues.some(({ severity }) => severity === 'error') ? 'error' : issues[0]?.severity;
}

interface CardShapeProps {
  readonly width: number;
  readonly height: number;
  readonly severity: Severity;
  readonly dashed: boolean;
}

function CardShape({ width, height, severity, dashed }: CardShapeProps) {
  const { colours } = usePicture();
  return (
    <rect
      x={0.5}
      y={0.5}
      width={width - 1}
      height={height - 1}
      rx={RADIUS}
      fill={colours.of('--surface')}
      stroke={colours.of(severity === 'error' ? '--danger' : '--border-strong')}
      strokeWidth={severity === 'error' ? 1.5 : 1}
      strokeDasharray={severity || dashed ? '5 3' : undefined}
    />
  );
}

interface TopBarProps {
  readonly width: number;
  readonly shares: readonly { readonly colour: string; readonly size: number }[];
  readonly faint?: boolean;
}

/** Three pixels high, within the round corners of the card. */
function TopBar({ width, shares, faint = false }: TopBarProps) {
  const total = shares.reduce((sum, { size }) => sum + size, 0);
  let left = 0;
  return (
    <g opacity={faint ? 0.35 : undefined}>
      {shares.map(({ colour, size }, index) => {
        const from = left;
        left += (size / total) * width;
        const last = index === shares.length - 1;
        const start = index === 0 ? `M0 ${BAR}C0 1.5 3.5 0 ${RADIUS} 0` : `M${round(from)} ${BAR}V0`;
        const end = last
          ? `H${width - RADIUS}C${width - 3.5} 0 ${width} 1.5 ${width} ${BAR}`
          : `H${round(left - 2)}V${BAR}`;
        return <path key={colour} d={`${start}${end}Z`} fill={colour} />;
      })}
    </g>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

interface FootProps {
  readonly width: number;
  readonly height: number;
  readonly output: TensorType | undefined;
  readonly unknown: string;
  readonly soft: string;
  readonly parameters: number;
}

function Foot({ width, height, output, unknown, soft, parameters }: FootProps) {
  const { colours, measure } = usePicture();
  const count = parameters > 0 ? formatShort(parameters) : '';
  const countWidth = count === '' ? 0 : measure(count, FIGURES) + 8;
  const text = output ? formatShape(output.shape) : unknown;
  const room = width - 2 * PAD - countWidth - 2 * CHIP.pad;
  const chip = Math.min(room, measure(text, FIGURES)) + 2 * CHIP.pad;
  const top = height - CHIP.bottom - CHIP.height;
  return (
    <>
      <rect
        x={PAD}
        y={top}
        width={chip}
        height={CHIP.height}
        rx={4}
        fill={output ? soft : 'none'}
        stroke={output ? undefined : colours.of('--border-strong')}
        strokeDasharray={output ? undefined : '3 2'}
      />
      <PictureText
        x={PAD + CHIP.pad}
        y={top + 14}
        room={room + 1}
        font={FIGURES}
        token={output ? '--text' : '--text-faint'}
      >
        {text}
      </PictureText>
      {count !== '' && (
        <PictureText
          x={width - PAD}
          y={top + 14}
          room={width}
          font={FIGURES}
          token="--text-secondary"
          anchor="end"
        >
          {count}
        </PictureText>
      )}
    </>
  );
}

function Mark({ severity, width }: { readonly severity: Severity; readonly width: number }): ReactNode {
  const { colours } = usePicture();
  if (!severity) return null;
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <g
      transform={`translate(${width - 24} 10)`}
      color={colours.of(severity === 'error' ? '--danger' : '--warning')}
    >
      <Icon size={16} strokeWidth={2.25} aria-hidden />
    </g>
  );
}

function Port({ x, y }: { readonly x: number; readonly y: number }) {
  const { colours } = usePicture();
  return (
    <circle
      cx={x}
      cy={y}
      r={4}
      fill={colours.of('--surface')}
      stroke={colours.of('--link')}
      strokeWidth={2}
    />
  );
}
