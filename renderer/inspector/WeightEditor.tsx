/** Numbers of one weight, typed in or loaded, instead of a random start. */
import { Button, FileButton, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { GivenWeight, LayerId } from '../../core/document/schema.ts';
import { type WeightSpec, weightSize } from '../../core/model/weight.ts';
import { fitWeight, formatWeight, parseWeight } from '../../core/model/weight-files/parse-weight.ts';
import { readNpy } from '../../core/model/weight-files/read-npy.ts';
import type { Result } from '../../core/result.ts';
import { en } from '../i18n/en.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import styles from './WeightEditor.module.css';

/** More numbers than this are loaded, not typed. */
const MOST_TYPED = 4096;

export function WeightEditor({
  layer,
  weight,
  given,
  onClose,
}: {
  layer: LayerId;
  weight: WeightSpec;
  given: GivenWeight | undefined;
  onClose: () => void;
}) {
  const store = useDocumentStore();
  const { name, shape } = weight;
  const [text, setText] = useState(given ? formatWeight(given) : '');
  const [fault, setFault] = useState<string>();
  const typed = weightSize(weight) <= MOST_TYPED;
  const t = en.weights;

  const set = (numbers: GivenWeight | undefined) => {
    store.getState().dispatch(t.edit(name), [{ type: 'set-weights', layer, weights: { [name]: numbers } }]);
    onClose();
  };
  const accept = (result: Result<GivenWeight, string>) =>
    result.ok ? set(result.value) : setFault(result.error);
  const load = async (file: File | null) => {
    if (!file) return;
    if (!/\.npy$/i.test(file.name)) return accept(parseWeight(await file.text(), shape));
    const read = readNpy(new Uint8Array(await file.arrayBuffer()), file.name);
    accept(read.ok ? fitWeight(read.value, shape) : read);
  };

  return (
    <div className={styles.editor}>
      {typed ? (
        <Textarea
          size="xs"
          autosize
          minRows={2}
          maxRows={10}
          label={t.numbers(name, shape.join(' × '))}
          description={t.help}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={text}
          error={fault}
          spellCheck={false}
          data-autofocus
          classNames={{ input: styles.numbers ?? '' }}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFault(undefined);
          }}
        />
      ) : (
        <p className={styles.large}>{fault ?? t.large}</p>
      )}
      <div className={styles.buttons}>
        {typed && (
          <Button size="compact-xs" onClick={() => accept(parseWeight(text, shape))}>
            {t.apply}
          </Button>
        )}
        <FileButton onChange={(file) => void load(file)} accept=".npy,.csv,.txt">
          {(props) => (
            <Button size="compact-xs" variant="default" {...props}>
              {t.load}
            </Button>
          )}
        </FileButton>
        {given && (
          <Button size="compact-xs" variant="default" onClick={() => set(undefined)}>
            {t.random}
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </div>
  );
}
