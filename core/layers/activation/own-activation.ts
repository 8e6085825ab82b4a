/** The function that a layer with weights may apply to its own results, as Keras's `activation` does. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import type { Tensor } from '../../tensorflow.ts';
import type { CallContext } from '../call-context.ts';
import { choice } from '../parameter.ts';
import {
  ACTIVATION_FUNCTIONS,
  type ActivationFunction,
  type ActivationName,
} from './activation-functions.ts';

type OwnActivation = ActivationName | 'softmax';

const LABELS = {
  ...(Object.fromEntries(
    Object.entries(ACTIVATION_FUNCTIONS).map(([name, { label }]) => [name, label]),
  ) as Readonly<Record<ActivationName, string>>),
  softmax: 'Softmax',
};

/** Keras's slope of the leaky ReLU where it is named as an activation. */
const SETTINGS = { negativeSlope: 0.2 };

export const activationParameter = {
  activation: choice<OwnActivation>({
    label: 'Activation',
    help: 'Bends the results. An Activation or a Softmax behind the layer does the same, and can be seen on the canvas.',
    default: 'linear',
    options: LABELS,
    advanced: true,
  }),
};

interface Activated {
  readonly activation: OwnActivation;
}

export function withActivation(description: string, { activation }: Activated): string {
  return activation === 'linear' ? description : `${description}, ${LABELS[activation]}`;
}

export function activated(
  { tf, setLogits }: Pick<CallContext, 'tf' | 'setLogits'>,
  { activation }: Activated,
  x: Tensor,
): Tensor {
  if (activation === 'linear') return x;
  const y = activation === 'softmax' ? tf.softmax(x) : functionOf(activation).call(tf, x, SETTINGS);
  if (activation === 'softmax' || activation === 'sigmoid') setLogits(y, x);
  return y;
}

export function emitActivated(emitter: OnnxEmitter, { activation }: Activated, x: OnnxValue): OnnxValue {
  if (activation !== 'softmax') {
    return { ...x, name: functionOf(activation).emitOnnx(emitter, x.name, SETTINGS) };
  }
  const axis = x.layout === 'channels-first' ? 1 : -1;
  return { ...x, name: emitter.node('Softmax', [x.name], { attributes: { axis } }) };
}

function functionOf(name: ActivationName): ActivationFunction {
  return ACTIVATION_FUNCTIONS[name];
}
