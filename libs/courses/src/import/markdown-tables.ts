import type TurndownService from 'turndown';
import type { MarkupNode } from './markdown-blocks';
import { CAPTION, CELL, HEAD_CELL, inOneLine, ROW, settleBreaks } from './markdown-text';

interface Cell {
  text: string;
  isHead: boolean;
}

/**
 * Tables of data become Markdown tables. A table that only arranges the page (one cell, one column, or cells with lists,
 * headings and tables in them and no head) is dissolved into its parts, in reading order.
 */
export function addTableRules(service: TurndownService): void {
  // Cells and rows only mark their ends: the table is written when all of it is known.
  service.addRule('cell', {
    filter: ['td', 'th'],
    replacement: (content: string, node: MarkupNode) => content + (isHead(node) ? HEAD_CELL : CELL) + CELL.repeat(span(node) - 1),
  });
  service.addRule('row', { filter: 'tr', replacement: (content: string) => content + ROW });
  service.addRule('tableParts', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content: string) => content });
  service.addRule('caption', { filter: 'caption', replacement: (content: string) => CAPTION + inOneLine(content) + CAPTION });
  service.addRule('table', { filter: 'table', replacement: (content: string) => `\n\n${table(content)}\n\n` });
}

const MOST_COLUMNS = 50;

function isHead(cell: MarkupNode): boolean {
  return cell.nodeName === 'TH' || cell.parentNode?.parentNode?.nodeName === 'THEAD';
}

function span(cell: MarkupNode): number {
  const columns = Number(cell.getAttribute('colspan') ?? 1);
  return Number.isInteger(columns) && columns > 0 && columns <= 50 ? columns : 1;
}

function table(content: string): string {
  const [outside = '', caption = '', ...rest] = content.split(CAPTION);
  const title = caption.trim() === '' ? '' : `**${caption.trim()}**\n\n`;
  const rows = rowsOf(outside + rest.join(''));
  if (rows.length === 0) return title.trim();
  return title + (isLayout(rows) ? dissolved(rows) : written(rows));
}

function rowsOf(content: string): Cell[][] {
  return content
    .split(ROW)
    .map((row) =>
      Array.from(row.matchAll(/([^\ue001\ue002]*)([\ue001\ue002])/g), ([, text = '', mark]) => ({
        text: settleBreaks(text).trim(),
        isHead: mark === HEAD_CELL,
      })),
    )
    .filter((row) => row.some((cell) => cell.text !== ''));
}

function isLayout(rows: readonly Cell[][]): boolean {
  const columns = Math.max(...rows.map((row) => row.length));
  const filled = rows.flat().filter((cell) => cell.text !== '');
  if (columns === 1 || columns > MOST_COLUMNS || filled.length === 1) return true;
  return !rows.some((row) => row.some((cell) => cell.isHead)) && filled.some((cell) => /(^|\n)(#{1,6} |- |\d+\. |\||> )/.test(cell.text));
}

function dissolved(rows: readonly Cell[][]): string {
  return rows
    .flat()
    .map((cell) => cell.text)
    .filter((text) => text !== '')
    .join('\n\n');
}

function written(rows: readonly Cell[][]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const [first = [], ...others] = rows;
  const hasHead = first.every((cell) => cell.isHead || cell.text === '' || /^\*\*[^*]+\*\*$/.test(cell.text));
  const head = hasHead ? first.map((cell) => ({ ...cell, text: cell.text.replace(/^\*\*([^*]+)\*\*$/, '$1') })) : [];
  const body = hasHead ? others : rows;
  return [line(head, columns), `|${' --- |'.repeat(columns)}`, ...body.map((row) => line(row, columns))].join('\n');
}

function line(row: readonly Cell[], columns: number): string {
  const cells = Array.from({ length: columns }, (_, index) => inCell(row[index]?.text ?? ''));
  return `| ${cells.join(' | ')} |`;
}

function inCell(text: string): string {
  return inOneLine(text.replace(/\n[ ]{0,20}(?:-|\d{1,4}\.) /g, ' • ').replace(/^(?:-|\d{1,4}\.) /, '• ')).replace(/\|/g, '\\|');
}
