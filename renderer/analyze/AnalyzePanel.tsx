/** What every layer computes, holds, costs and sees, as a table; a click goes to the layer. */
import { Button } from '@mantine/core';
import { ArrowDown, ArrowUp, Check, CircleAlert, Copy } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { type LayerFigures, layerFigures } from '../../core/analyze/layer-figures.ts';
import type { LayerId } from '../../core/document/schema.ts';
import { PanelHead } from '../app/PanelHead.tsx';
import { useUiStore } from '../app/ui-context.tsx';
import { en } from '../i18n/en.ts';
import { formatBytes, formatCount, formatShort } from '../i18n/format.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './AnalyzePanel.module.css';
import { COLUMNS, type Column, columnWidths, toCsv } from './columns.ts';
import { isLong, ROW_HEIGHT, useRowWindow } from './use-row-window.ts';

interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

export function AnalyzePanel() {
  const document = useDocument((state) => state.history.document);
  const analysis = useDocument((state) => state.analysis);
  const selected = useDocument((state) => state.selection.layers);
  const [sorting, setSorting] = useState<Sorting>();
  const rows = useMemo(() => layerFigures(document, analysis), [document, analysis]);
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
  const most = rows.reduce((largest, { parameters }) => Math.max(largest, parameters), 1);
  const scroll = useRef<HTMLDivElement>(null);
  const { first, end } = useRowWindow(scroll, rows.length);
  return (
    <>
      <PanelHead
        panel="analyze"
        title={en.analyze.title}
        count={en.gallery.layers(rows.length)}
        close={en.actions.analyze}
      >
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Copy size={13} aria-hidden />}
          disabled={rows.length === 0}
          onClick={() => void navigator.clipboard.writeText(toCsv(sorted))}
        >
          {en.analyze.copy}
        </Button>
      </PanelHead>
      {rows.length === 0 ? (
        <p className={styles.none}>{en.analyze.empty}</p>
      ) : (
        <div ref={scroll} className={styles.scroll}>
          <table className={styles.table} aria-rowcount={rows.length + 2}>
            {isLong(rows.length) && <Widths rows={rows} />}
            <thead>
              <tr aria-rowindex={1}>
                <th scope="col" data-words>
                  {en.analyze.layer}
                </th>
                <th scope="col" title={en.analyze.onnxHelp}>
                  {en.analyze.onnx}
                </th>
                {COLUMNS.map((column) => (
                  <HeadCell
                    key={column.id}
                    column={column}
                    sorting={sorting?.column === column ? sorting : undefined}
                    onSort={setSorting}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              <Space rows={first} />
              {sorted.slice(first, end).map((row, index) => (
                <Row
                  key={row.id}
                  row={row}
                  place={first + index + 2}
                  most={most}
                  selected={selected.has(row.id)}
                />
              ))}
              <Space rows={sorted.length - end} />
            </tbody>
            <Totals place={rows.length + 2} />
          </table>
        </div>
      )}
    </>
  );
}

/** In the order of computation until a column is chosen; a third click goes back to it. */
function HeadCell({
  column,
  sorting,
  onSort,
}: {
  column: Column;
  sorting: Sorting | undefined;
  onSort: (sorting: Sorting | undefined) => void;
}) {
  const words = column.words ? '' : undefined;
  if (!column.amount) {
    return (
      <th scope="col" title={column.help} data-words={words}>
        {column.label}
      </th>
    );
  }
  const order = sorting ? (sorting.descending ? 'descending' : 'ascending') : 'none';
  const next = sorting
    ? sorting.descending
      ? { column, descending: false }
      : undefined
    : { column, descending: true };
  const Arrow = sorting?.descending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" title={column.help} aria-sort={order} data-words={words}>
      <button type="button" className={styles.sort} onClick={() => onSort(next)}>
        {sorting && <Arrow size={12} aria-hidden />}
        {column.label}
      </button>
    </th>
  );
}

/** Columns that stay as wide as they are, whichever rows are in the page. */
function Widths({ rows }: { rows: readonly LayerFigures[] }) {
  const [name, ...others] = useMemo(() => columnWidths(rows), [rows]);
  return (
    <colgroup>
      <col style={{ width: `calc(${name}ch + 24px)` }} />
      <col />
      {others.map((figures, index) => (
        <col key={COLUMNS[index]?.id} style={{ width: `calc(${figures}ch + 24px)` }} />
      ))}
    </colgroup>
  );
}

/** Stands for rows that are not in the page. */
function Space({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden style={{ height: rows * ROW_HEIGHT }} /> : null;
}

interface RowProps {
  readonly row: LayerFigures;
  /** Among all rows, the head being the first. */
  readonly place: number;
  /** Parameters of the largest layer. */
  readonly most: number;
  readonly selected: boolean;
}

function Row({ row, place, most, selected }: RowProps) {
  const store = useDocumentStore();
  const ui = useUiStore();
  const goTo = (id: LayerId) => {
    store.getState().select({ layers: new Set([id]) });
    ui.getState().revealLayer(id);
  };
  return (
    <tr data-selected={selected || undefined} aria-rowindex={place}>
      <th scope="row" data-words>
        <button type="button" className={styles.name} onClick={() => goTo(row.id)}>
          {row.name}
        </button>
      </th>
      <td>
        {row.onnxReady ? (
          <Check size={14} className={styles.ready} role="img" aria-label={en.analyze.ready} />
        ) : (
          <CircleAlert size={14} className={styles.notReady} role="img" aria-label={en.analyze.notReady} />
        )}
      </td>
      {COLUMNS.map((column) => (
        <td
          key={column.id}
          data-words={column.words ? '' : undefined}
          data-column={column.id}
          data-zero={column.amount?.(row) === 0 || undefined}
        >
          {column.id === 'parameters' && row.parameters > 0 && (
            <span
              className={styles.share}
              style={{ width: `${(100 * row.parameters) / most}%` }}
              aria-hidden
            />
          )}
          <span className={styles.value}>{column.text(row)}</span>
        </td>
      ))}
    </tr>
  );
}

/** Over all layers whose figures are known, even while some are in error. */
function Totals({ place }: { place: number }) {
  const { parameters, trainableParameters, multiplyAdds, activationBytes } = useDocument(
    (state) => state.analysis,
  );
  return (
    <tfoot>
      <tr aria-rowindex={place}>
        <th scope="row" colSpan={4} data-words>
          {en.inspector.total}
        </th>
        <td>{formatCount(parameters)}</td>
        <td>{formatCount(parameters - trainableParameters)}</td>
        <td>{formatShort(multiplyAdds)}</td>
        <td>{formatBytes(activationBytes)}</td>
        <td>{formatBytes(2 * activationBytes)}</td>
        <td />
        <td />
      </tr>
    </tfoot>
  );
}

function sortRows(rows: readonly LayerFigures[], sorting: Sorting | undefined): readonly LayerFigures[] {
  const amount = sorting?.column.amount;
  if (!sorting || !amount) return rows;
  const sign = sorting.descending ? -1 : 1;
  return [...rows].sort((one, other) => sign * (amount(one) - amount(other)));
}
