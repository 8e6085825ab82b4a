import { expect, it } from 'vitest';
import type { LayerDefinition } from '../../core/layers/layer.ts';
import { LAYERS } from '../../core/layers/registry.ts';
import { searchLayers } from './search-layers.ts';

const titles = (query: string) => searchLayers(LAYERS, query).map(({ title }) => title);

it('gives all layers in their own order without a query', () => {
  expect(searchLayers(LAYERS, '  ')).toEqual(LAYERS);
});

it('puts the layer whose title begins with the query first', () => {
  expect(titles('de')[0]).toBe('Dense');
  expect(titles('OUT')[0]).toBe('Output');
  expect(titles('conv').slice(0, 4)).toEqual(['Conv2D', 'Conv1D', 'Conv3D', 'ConvLSTM2D']);
});

it('finds a layer by letters that it has in this order', () => {
  expect(titles('actvtn')[0]).toBe('Activation');
  expect(titles('mxpl2d')).toContain('MaxPooling2D');
});

it('finds layers by what they do', () => {
  const layers: LayerDefinition[] = LAYERS.filter(({ type }) => type === 'Dense' || type === 'Input');
  expect(searchLayers(layers, 'every input').map(({ title }) => title)).toEqual(['Dense']);
});

it('finds nothing for nonsense', () => {
  expect(titles('qqq')).toEqual([]);
});
