/** Every layer on the canvas, whatever its type: a card that knows its shape, its weights and its problems. */
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, useContext } from 'react';
import type { LayerId } from '../../core/document/schema.ts';
import type { Issue } from '../../core/issues/issue.ts';
import type { Port } from '../../core/layers/layer.ts';
import { defaultParams } from '../../core/layers/parameter.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { IssueMark } from '../fixes/IssueMark.tsx';
import { en } from '../i18n/en.ts';
import { formatShort } from '../i18n/format.ts';
import { LayerPreviewCard } from '../preview/LayerPreviewCard.tsx';
import { LAYER_WIDTH, layerHeight, portOffset } from '../state/layer-geometry.ts';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import { type Connecting, ConnectingContext, type Detail, DetailContext } from './canvas-context.ts';
import type { LayerFlowNode, LayerNodeData } from './flow-elements.ts';
import { LayerFlags } from './LayerFlags.tsx';
import styles from './LayerNode.module.css';
import { PortMarks } from './PortMarks.tsx';

export const LayerNode = memo(function LayerNode({ data, selected }: NodeProps<LayerFlowNode>) {
  const { layer, analysis, ports } = data;
  const detail = useContext(DetailContext);
  const definition = analysis?.definition;
  const height = layerHeight(ports);
  const worst = worstIssue(analysis?.issues ?? []);

  return (
    <>
      <div
        className={styles.card}
        style={{ width: LAYER_WIDTH, height }}
        data-category={definition?.category}
        data-selected={selected || undefined}
        data-severity={worst?.severity}
        data-detail={detail}
        data-disabled={layer.disabled || undefined}
      >
        <div className={styles.bar} />
        {detail === 'bar' ? null : (
          <>
            <div className={styles.head}>
              <span className={styles.icon}>
                <LayerIcon name={definition?.icon} size={15} />
              </span>
              <span className={styles.name}>{layer.name}</span>
              <LayerFlags layer={layer} />
            </div>
            {detail === 'full' && <div className={styles.about}>{describeParams(data)}</div>}
            <Figures data={data} detail={detail} />
          </>
        )}
        {worst && <IssueMark issues={analysis?.issues ?? []} className={styles.mark} />}
      </div>
      {detail !== 'bar' && (
        <LayerPreviewCard
          layer={layer.id}
          name={layer.name}
          category={definition?.category}
          small={detail !== 'full'}
        />
      )}
      {detail === 'bar' && (
        <PortMarks
          ports={[
            ...ports.inputs.map(({ id }, index) => ({
              id,
              side: 'input' as const,
              top: portOffset(height, index, ports.inputs.length),
            })),
            ...ports.outputs.map(({ id }, index) => ({
              id,
              side: 'output' as const,
              top: portOffset(height, index, ports.outputs.length),
            })),
          ]}
        />
      )}
      {detail !== 'bar' &&
        ports.inputs.map((port, index) => (
          <LayerPort
            key={port.id}
            data={data}
            port={port}
            side="input"
            top={portOffset(height, index, ports.inputs.length)}
            named={ports.inputs.length > 1}
          />
        ))}
      {detail !== 'bar' &&
        ports.outputs.map((port, index) => (
          <LayerPort
            key={port.id}
            data={data}
            port={port}
            side="output"
            top={portOffset(height, index, ports.outputs.length)}
            named={ports.outputs.length > 1}
          />
        ))}
    </>
  );
});

export function describeParams({ layer, analysis }: LayerNodeData): string {
  const definition = analysis?.definition;
  if (!definition) return en.canvas.unknownType(layer.type);
  const params = analysis.params ?? { ...defaultParams(definition.parameters), ...layer.params };
  const description = analysis.params ? definition.describe(params) : '';
  return description === '' ? definition.title : `${definition.title} · ${description}`;
}

function Figures({ data: { analysis }, detail }: { data: LayerNodeData; detail: Detail }) {
  const [output] = analysis?.outputs ?? [];
  const parameters = analysis?.parameters ?? 0;
  return (
    <div className={styles.foot}>
      <span className={styles.shape} data-known={output !== undefined || undefined}>
        {output ? formatShape(output.shape) : detail === 'full' ? en.canvas.noShape : '?'}
      </span>
      {parameters > 0 && (
        <span className={styles.parameters} title={en.canvas.parameters(parameters.toLocaleString('en'))}>
          {formatShort(parameters)}
        </span>
      )}
    </div>
  );
}

interface LayerPortProps {
  data: LayerNodeData;
  port: Port;
  side: 'input' | 'output';
  top: number;
  named: boolean;
}

function LayerPort({ data: { layer }, port, side, top, named }: LayerPortProps) {
  const connecting = useContext(ConnectingContext);
  const isSource = connecting?.from.layer === layer.id && connecting.from.port === port.id;
  const state = !connecting || isSource ? undefined : stateOf(connecting, layer.id, port.id, side);
  return (
    <Handle
      id={port.id}
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      className={styles.port}
      style={{ top }}
      data-layerid={layer.id}
      data-side={side}
      data-state={state}
      data-source={isSource || undefined}
      role="img"
      aria-label={en.canvas.input(layer.name, port.label)}
    >
      {named && <span className={styles.portName}>{port.label}</span>}
    </Handle>
  );
}

/** How a port looks while a link is drawn. */
function stateOf(
  { endAt, side: from }: Connecting,
  layer: LayerId,
  port: string,
  side: 'input' | 'output',
): 'fits' | 'unfit' | 'replaces' | 'off' {
  if (from === side) return 'off';
  const end = endAt({ layer, port });
  if (!end.ok) return 'off';
  if (end.warning) return 'unfit';
  return end.replaces === undefined ? 'fits' : 'replaces';
}

function worstIssue(issues: readonly Issue[]): Issue | undefined {
  return issues.find(({ severity }) => severity === 'error') ?? issues[0];
}
