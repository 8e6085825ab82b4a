/** The built-in tables of measurements and what is in them. */
import type { UciTable } from './uci-table.ts';

const MEASURES = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave points',
  'symmetry',
  'fractal dimension',
];

/** File name without `.csv`, in assets/datasets. */
export const UCI_TABLES: Readonly<Record<string, UciTable>> = {
  iris: {
    source: 'builtin:iris',
    title: 'Iris flowers',
    summary: 'Four lengths of 150 flowers of three species, in centimetres.',
    licence: 'CC BY 4.0. R. A. Fisher: Iris, UCI Machine Learning Repository.',
    columns: ['sepal length', 'sepal width', 'petal length', 'petal width'],
    target: 'species',
  },
  'breast-cancer': {
    source: 'builtin:breast-cancer',
    title: 'Breast cancer',
    summary: 'Thirty measurements of cell nuclei from 569 tumours, malignant or benign.',
    licence:
      'CC BY 4.0. W. Wolberg, O. Mangasarian, N. Street, W. Street: Breast Cancer Wisconsin (Diagnostic), UCI Machine Learning Repository.',
    columns: ['mean', 'error of', 'worst'].flatMap((of) => MEASURES.map((measure) => `${of} ${measure}`)),
    target: 'diagnosis',
  },
};
