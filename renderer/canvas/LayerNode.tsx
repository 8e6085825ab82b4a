/** Every layer on the canvas, whatever its type: a card that knows its shape, its weights and its problems. */
import type { NodeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import type { Issue } from '../../core/issues/issue.ts';
import { defaultParams } from '../../core/layers/parameter.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { IssueMark } from '../fixes/IssueMark.tsx';
import { en } from '../i18n/en.ts';
import { formatShort } from '../i18n/format.ts';
import { LayerPreviewCard } from '../preview/LayerPreviewCard.tsx';
import { LAYER_WIDTH, layerHeight, portOffset } from '../state/layer-geometry.ts';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import { CanvasPort } from './CanvasPort.tsx';
import { type Detail, DetailContext, LONG_NAME } from './canvas-context.ts';
import type { LayerFlowNode, LayerNodeData } from './flow-elements.ts';
import { LayerFlags } from './LayerFlags.tsx';
import styles from './LayerNode.module.css';
import { LetteredShape } from './LetteredShape.tsx';
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
              <span className={styles.name} data-long={layer.name.length > LONG_NAME || undefined}>
                {layer.name}
              </span>
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
      {detail !== 'bar' && (
        <>
          {ports.inputs.map((port, index) => (
            <CanvasPort
              key={port.id}
              node={layer.id}
              port={port.id}
              side="input"
              top={portOffset(height, index, ports.inputs.length)}
              label={en.canvas.input(layer.name, port.label)}
              name={ports.inputs.length > 1 ? port.label : undefined}
            />
          ))}
          {ports.outputs.map((port, index) => (
            <CanvasPort
              key={port.id}
              node={layer.id}
              port={port.id}
              side="output"
              top={portOffset(height, index, ports.outputs.length)}
              label={en.canvas.input(layer.name, port.label)}
              name={ports.outputs.length > 1 ? port.label : undefined}
            />
          ))}
        </>
      )}
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
        {!output && (detail === 'full' ? en.canvas.noShape : '?')}
        {output &&
          (detail === 'full' ? (
            <LetteredShape
              shape={output.shape}
              beside={parameters > 0 ? formatShort(parameters).length : 0}
            />
          ) : (
            formatShape(output.shape)
          ))}
      </span>
      {parameters > 0 && (
        <span className={styles.parameters} title={en.canvas.parameters(parameters.toLocaleString('en'))}>
          {formatShort(parameters)}
        </span>
      )}
    </div>
  );
}

function worstIssue(issues: readonly Issue[]): Issue | undefined {
  return issues.find(({ severity }) => severity === 'error') ?? issues[0];
}
