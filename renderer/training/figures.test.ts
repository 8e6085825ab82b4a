import { expect, test } from 'vitest';
import {
  formatDifference,
  formatDuration,
  formatElapsed,
  formatLoss,
  formatMetric,
  formatRate,
  formatShare,
} from './figures.ts';

test('shares show more where it matters', () => {
  expect([0, 0.5, 0.97812, 0.9987, 0.99999, 1].map(formatShare)).toEqual([
    '0.0%',
    '50.0%',
    '97.8%',
    '99.87%',
    '99.99%',
    '100%',
  ]);
});

test('losses keep about four digits', () => {
  expect([0, 0.00001234, 0.08123, 1.23456, 23.456, 234.56, Number.NaN].map(formatLoss)).toEqual([
    '0',
    '1.2e-5',
    '0.0812',
    '1.235',
    '23.46',
    '234.6',
    '–',
  ]);
});

test('accuracies are shares, whatever their prefix', () => {
  expect(formatMetric('label/valAccuracy', 0.5)).toBe('50.0%');
  expect(formatMetric('valLoss', 0.5)).toBe('0.5000');
});

test('durations read as a clock', () => {
  expect([0.4, 41, 725, 3725].map(formatDuration)).toEqual(['0:00', '0:41', '12:05', '1:02:05']);
});

test('quick things are not said to take no time', () => {
  expect([0.42, 41].map(formatElapsed)).toEqual(['0.4 s', '0:41']);
});

test('rates stand still', () => {
  expect([4213.7, 4214.9, 87.26, 3.2].map(formatRate)).toEqual(['4,210', '4,210', '87', '3']);
});

test('differences are written out', () => {
  expect([0, 0.0000012, 0.00031].map(formatDifference)).toEqual(['0', '0.0000012', '0.00031']);
});
