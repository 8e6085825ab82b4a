/** The widget of a parameter, chosen by its kind alone: layers never bring their own. */
import { NativeSelect, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Parameter } from '../../core/layers/parameter.ts';
import { ok } from '../../core/result.ts';
import { en } from '../i18n/en.ts';
import { useDocument } from '../state/document-context.tsx';
import styles from './ParameterField.module.css';
import { formatDimensions, parseDimensions, parseNumber, parseWhole } from './parse-field.ts';
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
  pair: PairField,
  'optional-pair': OptionalPairField,
  sides: SidesField,
  dimensions: DimensionsField,
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
  return (
    <NativeSelect
      label={parameter.label}
      description={parameter.help}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={[...parameter.options]}
      value={value}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
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

function PairField({ parameter, value, problem, onChange }: Props<'pair'>) {
  return (
    <NumberRow
      parameter={parameter}
      names={[en.fields.height, en.fields.width]}
      values={value}
      problem={problem}
      onChange={onChange}
    />
  );
}

function OptionalPairField({ parameter, value, problem, onChange }: Props<'optional-pair'>) {
  const { automatic, help, label, own } = parameter;
  return (
    <>
      <Switch
        size="xs"
        label={`${label}: ${automatic.toLowerCase()}`}
        description={value === null ? help : undefined}
        checked={value === null}
        error={value === null ? problem : undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? null : own)}
      />
      {value !== null && (
        <NumberRow
          parameter={parameter}
          names={[en.fields.height, en.fields.width]}
          values={value}
          problem={problem}
          onChange={onChange}
        />
      )}
    </>
  );
}

function SidesField({ parameter, value, problem, onChange }: Props<'sides'>) {
  return (
    <NumberRow
      parameter={parameter}
      names={en.fields.sides}
      values={value}
      problem={problem}
      onChange={onChange}
    />
  );
}

/** Several whole numbers side by side under one label. */
function NumberRow({
  parameter,
  names,
  values,
  problem,
  onChange,
}: {
  parameter: Extract<Parameter, { kind: 'pair' | 'optional-pair' | 'sides' }>;
  names: readonly string[];
  values: readonly number[];
  problem: string | undefined;
  onChange: (value: unknown, gesture?: string) => void;
}) {
  return (
    <fieldset className={styles.group}>
      <legend>{parameter.label}</legend>
      <div className={styles.row}>
        {names.map((name, place) => (
          <TextField
            key={name}
            label={`${parameter.label}, ${name}`}
            hideLabel
            value={values[place] ?? parameter.min}
            format={String}
            parse={(text) => parseWhole(text, parameter)}
            step={(current, direction) => current + direction}
            onChange={(changed, gesture) =>
              onChange(
                values.map((current, index) => (index === place ? changed : current)),
                gesture,
              )
            }
            figures
          />
        ))}
      </div>
      {problem && <p className={styles.problem}>{problem}</p>}
      <p className={styles.help}>{parameter.help}</p>
    </fieldset>
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
