/** One line of text that fits its room. */
import { cutText, type Font } from './fit-text.ts';
import { usePicture } from './picture-context.ts';

export const FAMILIES = {
  text: '"Inter Variable", Inter, "Helvetica Neue", Arial, sans-serif',
  figures: '"JetBrains Mono Variable", "JetBrains Mono", Menlo, Consolas, monospace',
} as const;

interface PictureTextProps {
  readonly x: number;
  /** Of the line that letters stand on. */
  readonly y: number;
  readonly room: number;
  readonly font: Font;
  /** A colour token. */
  readonly token: string;
  readonly anchor?: 'start' | 'end';
  readonly struck?: boolean;
  readonly children: string;
}

export function PictureText(props: PictureTextProps) {
  const { x, y, room, font, token, anchor = 'start', struck = false, children } = props;
  const { colours, measure } = usePicture();
  return (
    <text
      x={x}
      y={y}
      fill={colours.of(token)}
      fontFamily={FAMILIES[font.family ?? 'text']}
      fontSize={font.size}
      fontWeight={font.weight ?? 400}
      textAnchor={anchor === 'end' ? 'end' : undefined}
      textDecoration={struck ? 'line-through' : undefined}
    >
      {cutText(children, room, font, measure)}
    </text>
  );
}
