/** The famous networks that come as templates, by id. Their layers have no places yet. */
import type { NetworkDocument } from '../../document/schema.ts';
import { alexNet, vgg } from './chains.ts';
import { mobileNet, mobileNetV2 } from './mobile-nets.ts';
import { resNet, smallResNet } from './resnets.ts';

export function drawArchitectures(): Readonly<Record<string, NetworkDocument>> {
  return {
    alexnet: alexNet(),
    vgg16: vgg('VGG16', [2, 2, 3, 3, 3]),
    vgg19: vgg('VGG19', [2, 2, 4, 4, 4]),
    resnet18: resNet(18, 'basic', [2, 2, 2, 2]),
    resnet34: resNet(34, 'basic', [3, 4, 6, 3]),
    resnet50: resNet(50, 'bottleneck', [3, 4, 6, 3]),
    resnet101: resNet(101, 'bottleneck', [3, 4, 23, 3]),
    resnet152: resNet(152, 'bottleneck', [3, 8, 36, 3]),
    resnet20: smallResNet(3),
    mobilenet: mobileNet(),
    'mobilenet-v2': mobileNetV2(),
  };
}
