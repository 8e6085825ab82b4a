/** The famous networks that come as templates, by id. Their layers have no places yet. */
import type { NetworkDocument } from '../../document/schema.ts';
import { alexNet, vgg, zfNet } from './chains.ts';
import { denseNet121 } from './densenet.ts';
import { googLeNet } from './googlenet.ts';
import { inceptionResNetV2, inceptionV3 } from './inceptions.ts';
import { mobileNet, mobileNetV2 } from './mobile-nets.ts';
import { resNet, smallResNet } from './resnets.ts';
import { fcn, segNet, uNet } from './segmentation.ts';
import { ssd300 } from './ssd.ts';

export function drawArchitectures(): Readonly<Record<string, NetworkDocument>> {
  return {
    alexnet: alexNet(),
    zfnet: zfNet(),
    vgg16: vgg('VGG16', [2, 2, 3, 3, 3]),
    vgg19: vgg('VGG19', [2, 2, 4, 4, 4]),
    googlenet: googLeNet(),
    'inception-v3': inceptionV3(),
    'inception-resnet-v2': inceptionResNetV2(),
    densenet121: denseNet121(),
    resnet18: resNet(18, 'basic', [2, 2, 2, 2]),
    resnet34: resNet(34, 'basic', [3, 4, 6, 3]),
    resnet50: resNet(50, 'bottleneck', [3, 4, 6, 3]),
    resnet101: resNet(101, 'bottleneck', [3, 4, 23, 3]),
    resnet152: resNet(152, 'bottleneck', [3, 8, 36, 3]),
    resnet20: smallResNet(3),
    mobilenet: mobileNet(),
    'mobilenet-v2': mobileNetV2(),
    'fcn-32s': fcn(32),
    'fcn-16s': fcn(16),
    'fcn-8s': fcn(8),
    segnet: segNet(),
    unet: uNet(),
    ssd300: ssd300(),
  };
}
