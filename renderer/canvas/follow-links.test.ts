import { describe, expect, it } from 'vitest';
import { startHistory } from '../../core/document/history.ts';
import { GroupId, LayerId } from '../../core/document/schema.ts';
import { draw, withGroup } from '../../core/testing/draw.ts';
import { followLink, type Way } from './follow-links.ts';

const forked = draw(
  [
    { type: 'Input', id: 'in' },
    { type: 'Dense', id: 'left' },
    { type: 'Dense', id: 'right' },
    { type: 'Add', id: 'sum' },
    { type: 'Input', id: 'other' },
  ],
  ['in>left', 'in>right', 'left>sum', 'right>sum', 'other>sum'],
);

const from = (id: string, way: Way, document = forked, inside?: GroupId) =>
  followLink({ history: startHistory(document), inside }, id, way);

describe('going along links', () => {
  it('goes on and back, and says where there is no further way', () => {
    expect(from('in', 'on')).toBe('left');
    expect(from('left', 'on')).toBe('sum');
    expect(from('sum', 'back')).toBe('left');
    expect(from('sum', 'on')).toBeUndefined();
    expect(from('in', 'back')).toBeUndefined();
  });

  it('goes round the branches that begin together', () => {
    expect(from('left', 'next-branch')).toBe('right');
    expect(from('right', 'next-branch')).toBe('left');
    expect(from('left', 'previous-branch')).toBe('right');
  });

  it('goes round those that end together, where none begin together', () => {
    expect(from('other', 'next-branch')).toBe('left');
    expect(from('other', 'previous-branch')).toBe('right');
    expect(from('sum', 'next-branch')).toBeUndefined();
  });

  it('takes a collapsed group as one node, and its layers where it is shown by itself', () => {
    const layers = [LayerId.parse('left'), LayerId.parse('right')];
    const grouped = withGroup(forked, 'g', layers, { collapsed: true });
    expect(from('in', 'on', grouped)).toBe('group:g');
    expect(from('group:g', 'on', grouped)).toBe('sum');
    expect(from('left', 'on', grouped, GroupId.parse('g'))).toBeUndefined();
  });
});
