/** The widget of a parameter, chosen by its kind alone: layers never bring their own. */
import { NativeSelect, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Parameter } from '../../core/layers/parameter.ts';
import { ok } from '../../core/result.ts';
import { en } from '../i18n/en.ts';
import { useDocument } from '../state/document-context.tsx';
import { LazyFormula } from './Markdown.tsx';
import { NumberRow } from './NumberRow.tsx';
import styles from './ParameterField.module.css';
import {
  formatDimensions,
  formatNumbers,
  parseDimensions,
  parseNumber,
  parseNumbers,
  parseWhole,
} from './parse-field.ts';
import { TextField } from './TextField.tsx';

interface FieldProps<P extends Parameter> {
  parameter: P;
  value: P['default'];
  problem: string | undefined;
  onChange: (value: unknown, gesture?: string) => void;
}

type Kind = Parameter['kind'];
type Widgets = { [K in Kind]: (props: FieldProps<Extract<Parameter, { kind: K }>>) => ReactNode };

const WIDGETS = {
  integer: IntegerField,
  number: NumberField,
  flag: FlagField,
  choice: ChoiceField,
  field: DatasetField,
  tuple: TupleField,
  'optional-tuple': OptionalTupleField,
  'optional-integer': OptionalIntegerField,
  dimensions: DimensionsField,
  text: FreeTextField,
  numbers: NumbersField,
  variant: VariantField,
} satisfies Widgets;

/** `value` is any JSON: where it is not what the kind holds, the default is shown beside the problem. */
export function ParameterField({
  parameter,
  value,
  problem,
  onChange,
}: {
  parameter: Parameter;
  value: unknown;
  problem: string | undefined;
  onChange: (value: unknown, gesture?: string) => void;
}) {
  const parsed = parameter.schema.safeParse(value);
  const Widget = WIDGETS[parameter.kind] as (props: FieldProps<Parameter>) => ReactNode;
  return (
    <Widget
      parameter={parameter}
      value={parsed.success ? parsed.data : parameter.default}
      problem={problem}
      onChange={onChange}
    />
  );
}

type Props<K extends Kind> = FieldProps<Extract<Parameter, { kind: K }>>;

function IntegerField({ parameter, value, problem, onChange }: Props<'integer'>) {
  return (
    <TextField
      label={parameter.label}
      help={parameter.help}
      value={value}
      format={String}
      parse={(text) => parseWhole(text, parameter)}
      step={(current, direction) => current + direction}
      problem={problem}
      onChange={onChange}
      figures
    />
  );
}

function NumberField({ parameter, value, problem, onChange }: Props<'number'>) {
  return (
    <TextField
      label={parameter.label}
      help={parameter.help}
      value={value}
      format={String}
      parse={(text) => parseNumber(text, parameter)}
      step={(current, direction) => Number((current + direction * parameter.step).toPrecision(12))}
      problem={problem}
      onChange={onChange}
      figures
    />
  );
}

function FlagField({ parameter, value, problem, onChange }: Props<'flag'>) {
  return (
    <Switch
      size="xs"
      label={parameter.label}
      description={parameter.help}
      checked={value}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function ChoiceField({ parameter, value, problem, onChange }: Props<'choice'>) {
  const chosen = parameter.options.find((option) => option.value === value);
  return (
    <div className={styles.choice}>
      <NativeSelect
        label={parameter.label}
        description={chosen?.help ?? parameter.help}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={grouped(parameter.options)}
        value={value}
        error={problem}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {chosen?.formula && (
        <div className={styles.formula}>
          <LazyFormula source={chosen.formula} />
        </div>
      )}
    </div>
  );
}

/** Options under their headings, in the order in which the headings first occur. */
function grouped(options: Extract<Parameter, { kind: 'choice' }>['options']) {
  type Item = { readonly value: string; readonly label: string };
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups.flatMap((group): (Item | { group: string; items: Item[] })[] => {
    const items = options
      .filter((option) => option.group === group)
      .map(({ value, label }) => ({ value, label }));
    return group === undefined ? items : [{ group, items }];
  });
}

function DatasetField({ parameter, value, problem, onChange }: Props<'field'>) {
  const dataset = useDocument((state) => state.dataset);
  if (dataset.status !== 'ready') {
    return (
      <TextField
        label={parameter.label}
        help={parameter.help}
        value={value}
        format={(text) => text}
        parse={ok}
        problem={problem}
        onChange={onChange}
        placeholder={en.fields.fieldEmpty}
      />
    );
  }
  const names = dataset.description.fields.map(({ name }) => name);
  const options = [
    { value: '', label: en.fields.fieldEmpty },
    ...names.map((name) => ({ value: name, label: name })),
    ...(value === '' || names.includes(value) ? [] : [{ value, label: en.fields.fieldMissing(value) }]),
  ];
  return (
    <NativeSelect
      label={parameter.label}
      description={parameter.help}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={options}
      value={value}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function TupleField({ parameter, value, problem, onChange }: Props<'tuple'>) {
  return (
    <NumberRow
      label={parameter.label}
      help={parameter.help}
      places={parameter.places}
      limits={parameter}
      values={value}
      problem={problem}
      onChange={onChange}
    />
  );
}

function OptionalTupleField({ parameter, value, problem, onChange }: Props<'optional-tuple'>) {
  const { own, label, help, places } = parameter;
  return (
    <>
      <AutomaticSwitch
        parameter={parameter}
        automatic={value === null}
        problem={value === null ? problem : undefined}
        onChange={(automatic) => onChange(automatic ? null : own)}
      />
      {value !== null && (
        <NumberRow
          label={label}
          help={help}
          places={places}
          limits={parameter}
          values={value}
          problem={problem}
          onChange={onChange}
        />
      )}
    </>
  );
}

function OptionalIntegerField({ parameter, value, problem, onChange }: Props<'optional-integer'>) {
  const { own, label, help } = parameter;
  return (
    <>
      <AutomaticSwitch
        parameter={parameter}
        automatic={value === null}
        problem={value === null ? problem : undefined}
        onChange={(automatic) => onChange(automatic ? null : own)}
      />
      {value !== null && (
        <TextField
          label={label}
          help={help}
          value={value}
          format={String}
          parse={(text) => parseWhole(text, parameter)}
          step={(current, direction) => current + direction}
          problem={problem}
          onChange={onChange}
          figures
        />
      )}
    </>
  );
}

/** On while the layer chooses the value by itself. */
function AutomaticSwitch({
  parameter: { label, automatic: meaning, help },
  automatic,
  problem,
  onChange,
}: {
  parameter: Extract<Parameter, { kind: 'optional-tuple' | 'optional-integer' }>;
  automatic: boolean;
  problem: string | undefined;
  onChange: (automatic: boolean) => void;
}) {
  return (
    <Switch
      size="xs"
      label={`${label}: ${meaning.toLowerCase()}`}
      description={automatic ? help : undefined}
      checked={automatic}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function FreeTextField({ parameter, value, problem, onChange }: Props<'text'>) {
  return (
    <TextField
      label={parameter.label}
      help={parameter.help}
      value={value}
      format={(text) => text}
      parse={ok}
      problem={problem}
      onChange={onChange}
      placeholder={parameter.placeholder ?? ''}
      figures
    />
  );
}

function NumbersField({ parameter, value, problem, onChange }: Props<'numbers'>) {
  return (
    <TextField
      label={parameter.label}
      help={parameter.help}
      value={value}
      format={formatNumbers}
      parse={parseNumbers}
      problem={problem}
      onChange={onChange}
      figures
    />
  );
}

/** The choice, and under it the parameters of what is chosen. */
function VariantField({ parameter, value, problem, onChange }: Props<'variant'>) {
  const chosen = parameter.options.find((option) => option.value === value.type);
  const settings = value as unknown as Readonly<Record<string, unknown>>;
  return (
    <>
      <NativeSelect
        label={parameter.label}
        description={parameter.help}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={parameter.options.map((option) => ({ value: option.value, label: option.label }))}
        value={value.type}
        error={problem}
        onChange={(event) => onChange({ type: event.currentTarget.value })}
      />
      {Object.entries(chosen?.parameters ?? {}).map(([name, inner]) => (
        <div key={`${value.type}-${name}`} className={styles.nested}>
          <ParameterField
            parameter={inner}
            value={settings[name]}
            problem={undefined}
            onChange={(changed, gesture) => onChange({ ...settings, [name]: changed }, gesture)}
          />
        </div>
      ))}
    </>
  );
}

function DimensionsField({ parameter, value, problem, onChange }: Props<'dimensions'>) {
  return (
    <TextField
      label={parameter.label}
      help={parameter.help}
      value={value}
      format={formatDimensions}
      parse={(text) => parseDimensions(text, parameter)}
      problem={problem}
      onChange={onChange}
      figures
    />
  );
}
