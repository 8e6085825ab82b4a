/** An image as the dataset holds it, drawn pixel by pixel. */
import { useEffect, useRef } from 'react';
import type { ImageFormat } from './framing.ts';
import styles from './SampleImage.module.css';

interface SampleImageProps {
  readonly values: readonly number[] | undefined;
  readonly format: ImageFormat;
  readonly alt: string;
}

export function SampleImage({ values, format, alt }: SampleImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { width, height } = format;
    context.clearRect(0, 0, width, height);
    if (values) context.putImageData(toPixels(values, format), 0, 0);
  }, [values, format]);
  return (
    <canvas
      ref={canvas}
      className={styles.image}
      width={format.width}
      height={format.height}
      role="img"
      aria-label={alt}
    />
  );
}

function toPixels(values: readonly number[], { width, height, channels, range }: ImageFormat): ImageData {
  const image = new ImageData(width, height);
  const [low, high] = range;
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = values[pixel * channels + (channels >= 3 ? channel : 0)] ?? low;
      image.data[pixel * 4 + channel] = (255 * (value - low)) / (high - low);
    }
    image.data[pixel * 4 + 3] = 255;
  }
  return image;
}
