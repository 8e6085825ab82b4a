import { icons } from 'lucide-react';
import { expect, test } from 'vitest';
import { LAYERS } from '../../core/layers/registry.ts';

test.each(LAYERS.map(({ type, icon }) => [type, icon] as const))(
  '%s has an icon of its name: %s',
  (_type, icon) => {
    const name = icon.replace(/(^|-)([a-z0-9])/g, (_match, _dash, first: string) => first.toUpperCase());
    expect(Object.keys(icons)).toContain(name);
  },
);
