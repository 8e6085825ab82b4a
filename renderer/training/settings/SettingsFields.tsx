/** The parameters of an optimizer or a schedule, numbers two by two. */
import type { Parameter, Parameters } from '../../../core/layers/parameter.ts';
import { ParameterField } from '../../inspector/ParameterField.tsx';
import styles from './TrainingSettings.module.css';

interface SettingsFieldsProps {
  /** What the settings are of; another one has fields of its own. */
  readonly of: string;
  readonly parameters: Parameters;
  readonly settings: object;
  /** Beside something else: a single number takes half of the width too. */
  readonly beside?: boolean;
  onChange(parameter: Parameter, name: string, value: unknown, gesture?: string): void;
}

export function SettingsFields({ of, parameters, settings, beside = false, onChange }: SettingsFieldsProps) {
  const entries = Object.entries(parameters);
  const numbers = entries.filter(([, parameter]) => isNumber(parameter));
  // The last one of an odd number has nobody beside it.
  const alone = !beside && numbers.length % 2 === 1 ? numbers.at(-1)?.[0] : undefined;
  return entries.map(([name, parameter]) => (
    <div
      key={`${of}-${name}`}
      className={isNumber(parameter) && name !== alone ? styles.narrow : styles.wide}
    >
      <ParameterField
        parameter={parameter}
        value={Reflect.get(settings, name) ?? parameter.default}
        problem={undefined}
        onChange={(value, gesture) => onChange(parameter, name, value, gesture)}
      />
    </div>
  ));
}

function isNumber({ kind }: Parameter): boolean {
  return kind === 'number' || kind === 'integer';
}
