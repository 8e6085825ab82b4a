/** A preview in words, for who does not see it. */
import type { LayerPreview } from '../../core/preview/preview.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';

const t = enUnderstanding.preview;

export function describePicture({ figures, picture }: Extract<LayerPreview, { state: 'shown' }>): string {
  const range = t.range(figures.min, figures.max);
  switch (picture.kind) {
    case 'maps':
      return `${picture.colours ? t.picture : t.maps(picture.count, picture.channels)}, ${range}`;
    case 'lines':
      return `${t.lines(picture.features, picture.steps)}, ${range}`;
    case 'bars':
      return `${t.bars(picture.values.length)}, ${range}`;
    case 'values':
      return picture.values.map(t.figure).join(', ');
    case 'histogram':
      return `${t.histogram}, ${range}`;
    case 'classes': {
      const best = picture.values.indexOf(Math.max(...picture.values));
      return t.classes(picture.labels[best] ?? '', t.percent(picture.values[best] ?? 0));
    }
  }
}
