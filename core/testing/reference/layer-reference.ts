/** The reference of all layers as Markdown, made from what the layers say of themselves. */
import { CATEGORIES, type LayerDefinition } from '../../layers/layer.ts';
import type { Parameter, Parameters } from '../../layers/parameter.ts';
import { LAYERS } from '../../layers/registry.ts';
import type { TensorType } from '../../shape/tensor-type.ts';
import { KERAS_DIFFERENCES, MASKS } from './keras-differences.ts';

export function layerReference(): string {
  const categories = Object.entries(CATEGORIES).map(([category, title]) => ({
    title,
    layers: LAYERS.filter((layer) => layer.category === category),
  }));
  const contents = categories.map(
    ({ title, layers }) =>
      `- **${title}:** ${layers.map(({ type }) => `[${type}](#${type.toLowerCase()})`).join(', ')}`,
  );
  const chapters = categories.flatMap(({ title, layers }) => [`## ${title}`, ...layers.map(chapterOf)]);
  return `${[
    '# Layers',
    `${LAYERS.length} layers, with Keras's names and meaning ([where it differs](#where-keras-differs)). Written by \`npm run docs:layers\` from the layers themselves; shapes leave out the batch.`,
    contents.join('\n'),
    ...chapters,
    ...sharedChapters(),
    MASKS,
    KERAS_DIFFERENCES,
  ].join('\n\n')}\n`;
}

function chapterOf({ type, summary, doc, formula, parameters, examples }: LayerDefinition): string {
  const rows = examples.map(
    ({ title, params, inputs, outputs, parameters: count }) =>
      `| ${cell(title)} | ${cell(settingsOf(params))} | ${shapesOf(inputs)} | ${shapesOf(outputs)} | ${count ?? ''} |`,
  );
  return [
    `### ${type}`,
    `*${summary}*`,
    doc,
    ...(formula ? [`$$${formula}$$`] : []),
    ...(Object.keys(parameters).length > 0 ? [parameterTable(parameters)] : []),
    ['| Example | Parameters | Input | Output | Weights |', '|---|---|---|---|---:|', ...rows].join('\n'),
  ].join('\n\n');
}

function parameterTable(parameters: Parameters): string {
  const rows = Object.entries(parameters).map(
    ([name, parameter]) =>
      `| \`${name}\` | ${cell(kindOf(name, parameter))} | ${cell(written(parameter.default))} | ${cell(parameter.help)} |`,
  );
  return ['| Parameter | Kind | Default | Meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function kindOf(name: string, parameter: Parameter): string {
  switch (parameter.kind) {
    case 'variant':
      return sharedKind(name) ?? parameter.options.map(({ value }) => `\`${value}\``).join(', ');
    case 'choice':
      return parameter.options.map(({ value }) => `\`${value}\``).join(', ');
    case 'integer':
      return 'whole number';
    case 'optional-integer':
      return `whole number, or null: ${parameter.automatic.toLowerCase()}`;
    case 'number':
      return 'number';
    case 'flag':
      return 'true or false';
    case 'tuple':
      return parameter.places.join(', ');
    case 'optional-tuple':
      return `${parameter.places.join(', ')}, or null: ${parameter.automatic.toLowerCase()}`;
    case 'dimensions':
      return 'dimensions';
    case 'field':
      return "a field's name";
    case 'text':
      return 'text';
    case 'numbers':
      return 'numbers';
  }
}

/** What the weights of all layers share is explained once, at the end. */
const SHARED = {
  Initializer: 'How the values of a weight start, with the formulas and defaults of Keras.',
  Regularizer: 'What is added to the loss. L2 keeps weights small, L1 makes many of them 0.',
  Constraint: 'What brings a weight back into bounds after every step.',
} as const;

function sharedKind(name: string): string | undefined {
  const kind = Object.keys(SHARED)
    .find((ending) => name.endsWith(ending))
    ?.toLowerCase();
  return kind && `[${kind}](#${kind}s)`;
}

function sharedChapters(): readonly string[] {
  return Object.entries(SHARED).flatMap(([kind, help]) => {
    const found = LAYERS.flatMap(({ parameters }) => Object.entries(parameters)).find(([name]) =>
      name.endsWith(kind),
    )?.[1];
    if (found?.kind !== 'variant') return [];
    const rows = found.options.map(({ value, label, parameters }) => {
      const settings = Object.entries(parameters).map(
        ([name, { default: start }]) => `${name} ${written(start)}`,
      );
      return `| \`${value}\` | ${cell(label)} | ${cell(settings.join('; '))} |`;
    });
    const table = ['| Type | | Settings, with defaults |', '|---|---|---|', ...rows].join('\n');
    return [`## ${kind}s`, help, table];
  });
}

function settingsOf(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${written(value)}`)
    .join('; ');
}

function written(value: unknown): string {
  if (value === '') return '';
  if (typeof value === 'string') return `\`${value}\``;
  if (typeof value === 'number') return `${Number(value.toPrecision(7))}`;
  if (Array.isArray(value)) return value.map(written).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { type, ...settings } = value as Readonly<Record<string, unknown>>;
  const rest = settingsOf(settings);
  return rest === '' ? written(type) : `${written(type)} (${rest})`;
}

function shapesOf(types: readonly TensorType[]): string {
  return types.map(({ shape }) => shape.slice(1).join(' × ') || '1').join('; ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
