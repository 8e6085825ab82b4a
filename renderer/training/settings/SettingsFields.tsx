/** The parameters of an optimizer or a schedule, numbers two by two. */
import type { Parameter, Parameters } from '../../../core/layers/parameter.ts';
import { ParameterField } from '../../inspector/ParameterField.tsx';
import styles from './TrainingSettings.module.css';

interface SettingsFieldsProps {
  /** What the settings are of; another one has fields of its own. */
  readonly of: string;
  readonly parameters: Parameters;
  readonly settings: object;
  onChange(parameter: Parameter, name: string, value: unknown, gesture?: string): void;
}

export function SettingsFields({ of, parameters, settings, onChange }: SettingsFieldsProps) {
  return Object.entries(parameters).map(([name, parameter]) => (
    <div
      key={`${of}-${name}`}
      className={parameter.kind === 'flag' || parameter.kind === 'choice' ? styles.wide : styles.narrow}
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
