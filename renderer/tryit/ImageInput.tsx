/** An image to ask the network about: drawn, loaded from a file, or taken from the dataset. */
import { Button, FileButton } from '@mantine/core';
import { Dices, Eraser, ImageUp } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { enTraining as t } from '../i18n/en-training.ts';
import { DrawingPad } from './DrawingPad.tsx';
import { type Framing, fromInk, type ImageFormat } from './framing.ts';
import styles from './ImageInput.module.css';
import { readPixels } from './read-pixels.ts';
import { pixelsToSample } from './resample.ts';
import { SampleImage } from './SampleImage.tsx';
import { type Stroke, strokesToInk } from './strokes.ts';

interface ImageInputProps {
  readonly format: ImageFormat;
  readonly framing: Framing;
  /** What is asked about now, if it was not drawn here: a sample of the dataset. */
  readonly sample: readonly number[] | undefined;
  readonly caption: string | undefined;
  onChange(values: number[] | undefined, caption: string | undefined): void;
  /** Takes another sample from the dataset. */
  onSample(): void;
}

export function ImageInput({ format, framing, sample, caption, onChange, onSample }: ImageInputProps) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [fault, setFault] = useState<string>();
  const drawn = useMemo(() => {
    const ink = strokesToInk(strokes, format, framing);
    return ink && fromInk(ink, format, framing);
  }, [strokes, format, framing]);
  const shown = drawn ?? sample;

  const draw = (next: readonly Stroke[]) => {
    setFault(undefined);
    setStrokes(next);
    const ink = strokesToInk(next, format, framing);
    onChange(ink && fromInk(ink, format, framing), ink && t.tryIt.drawn);
  };
  const load = async (file: File | null) => {
    if (!file) return;
    try {
      const values = pixelsToSample(await readPixels(file), format, framing);
      setStrokes([]);
      setFault(undefined);
      onChange(values, t.tryIt.loaded(file.name));
    } catch {
      setFault(t.tryIt.notAnImage(file.name));
    }
  };
  const take = () => {
    setStrokes([]);
    setFault(undefined);
    onSample();
  };

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (file) void load(file);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  });

  return (
    <div className={styles.input}>
      <div className={styles.stage}>
        {!drawn && sample ? (
          <button
            type="button"
            className={styles.picture}
            onClick={() => draw([])}
            title={t.tryIt.drawInstead}
          >
            <SampleImage values={sample} format={format} alt={caption ?? ''} />
          </button>
        ) : (
          <DrawingPad strokes={strokes} onChange={draw} />
        )}
      </div>
      <div className={styles.tools}>
        <Button
          variant="default"
          leftSection={<Eraser size={14} aria-hidden />}
          disabled={!shown}
          onClick={() => draw([])}
        >
          {t.tryIt.clear}
        </Button>
        <FileButton onChange={(file) => void load(file)} accept="image/*">
          {(props) => (
            <Button {...props} variant="default" leftSection={<ImageUp size={14} aria-hidden />}>
              {t.tryIt.load}
            </Button>
          )}
        </FileButton>
        <Button variant="default" leftSection={<Dices size={14} aria-hidden />} onClick={take}>
          {t.tryIt.sample}
        </Button>
      </div>
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.seen}>
        <div className={styles.thumbnail}>
          <SampleImage values={shown} format={format} alt={t.tryIt.seen} />
        </div>
        <div>
          <strong>{t.tryIt.seen}</strong>
          <p>{caption ?? `${format.height} × ${format.width} × ${format.channels}`}</p>
        </div>
      </div>
    </div>
  );
}
