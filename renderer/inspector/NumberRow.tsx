/** Several whole numbers side by side under one label. */
import styles from './ParameterField.module.css';
import { type Limits, parseWhole } from './parse-field.ts';
import { TextField } from './TextField.tsx';

export function NumberRow({
  label,
  help,
  places,
  limits,
  values,
  problem,
  onChange,
}: {
  label: string;
  help: string;
  places: readonly string[];
  limits: Limits;
  values: readonly number[];
  problem: string | undefined;
  onChange: (value: unknown, gesture?: string) => void;
}) {
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <div className={styles.row}>
        {places.map((name, place) => (
          <TextField
            key={name}
            label={`${label}, ${name}`}
            hideLabel
            value={values[place] ?? limits.min}
            format={String}
            parse={(text) => parseWhole(text, limits)}
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
      <p className={styles.help}>{help}</p>
    </fieldset>
  );
}
