import type { TorchCase } from './torch-case.ts';

export const RESIZING_CASES: readonly TorchCase[] = [
  {
    title: 'both ends',
    layer: 'ZeroPadding1D',
    params: { padding: [2, 1] },
    inputs: [[4, 2]],
    torch: 'y = F.pad(x0, (0, 0, 2, 1))',
  },
  {
    title: 'six sides',
    layer: 'ZeroPadding3D',
    params: { padding: [0, 1, 2, 0, 1, 1] },
    inputs: [[2, 1, 3, 2]],
    torch: 'y = F.pad(x0, (0, 0, 1, 1, 2, 0, 0, 1))',
  },
  {
    title: 'both ends',
    layer: 'Cropping1D',
    params: { cropping: [2, 1] },
    inputs: [[6, 2]],
    torch: 'y = x0[:, 2:-1]',
  },
  {
    title: 'six sides',
    layer: 'Cropping3D',
    params: { cropping: [0, 1, 1, 2, 1, 0] },
    inputs: [[3, 4, 3, 2]],
    torch: 'y = x0[:, :-1, 1:-2, 1:]',
  },
  {
    title: 'blended',
    layer: 'UpSampling2D',
    params: { size: [2, 3], interpolation: 'bilinear' },
    inputs: [[3, 4, 2]],
    torch: "y = last(F.interpolate(first(x0), scale_factor=(2, 3), mode='bilinear', align_corners=False))",
  },
  {
    title: 'repeated',
    layer: 'UpSampling3D',
    params: { size: [1, 3, 2] },
    inputs: [[2, 2, 3, 2]],
    torch: "y = last(F.interpolate(first(x0), scale_factor=(1, 3, 2), mode='nearest'))",
  },
  {
    title: 'blended, smaller and larger',
    layer: 'Resizing',
    params: { height: 5, width: 7 },
    inputs: [[8, 4, 2]],
    torch: "y = last(F.interpolate(first(x0), size=(5, 7), mode='bilinear', align_corners=False))",
  },
  {
    title: 'nearest, where two are equally near',
    layer: 'Resizing',
    params: { height: 3, width: 5, interpolation: 'nearest' },
    inputs: [[10, 4, 2]],
    torch: "y = last(F.interpolate(first(x0), size=(3, 5), mode='nearest-exact'))",
  },
  {
    title: 'cropped first',
    layer: 'Resizing',
    params: { height: 3, width: 4, cropToAspectRatio: true },
    inputs: [[6, 5, 1]],
    torch: "y = last(F.interpolate(first(x0[:, 1:4]), size=(3, 4), mode='bilinear', align_corners=False))",
  },
  {
    title: 'framed first',
    layer: 'Resizing',
    params: { height: 4, width: 4, padToAspectRatio: true, fillValue: 2 },
    inputs: [[2, 5, 1]],
    torch:
      "y = last(F.interpolate(F.pad(first(x0), (0, 0, 1, 2), value=2.0), size=(4, 4), mode='bilinear', align_corners=False))",
  },
];
