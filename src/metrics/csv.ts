import type { Result } from '../io/ports';
import { excerpt } from './excerpt';
import type { MetricError } from './metricError';
import { readNumber } from './numbers';
import type { Point } from './series';
import { readPoint, type ShapeContext, TIME_NAMES, VALUE_NAMES } from './shapes';
import { timeReader } from './time';

/**
 * Splits CSV as RFC 4180 has it: quotes may enclose separators and line breaks, and stand doubled for themselves.
 * Semicolon or tab separate where the first line has no comma. Blank lines are left out.
 */
export function parseCsv(text: string): string[][] {
  const [firstLine = ''] = text.split(/[\r\n]/, 1);
  const separator = [',', ';', '\t'].find((one) => firstLine.includes(one)) ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell.trim());
    if (row.some((one) => one !== '')) rows.push(row);
    row = [];
    cell = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (character === separator) {
      row.push(cell.trim());
      cell = '';
    } else if (character === '\n' || character === '\r') endRow();
    else cell += character;
  }
  endRow();
  return rows;
}

/**
 * Points of a table: a time and a value in each row, with or without a header row; or one lone number.
 * @param column name of the value's column; the one called `value`, else the second, if left out
 * Errors: `schema` for a cell that doesn't fit, `config` for a column that isn't there.
 */
export function csvPoints(
  text: string,
  column: string | undefined,
  context: ShapeContext,
): Result<readonly Point[], MetricError> {
  const rows = parseCsv(text);
  const readTime = timeReader(context.timezone);
  const [first = []] = rows;
  const lone = rows.length === 1 && first.length === 1 ? readNumber(first[0]) : undefined;
  if (lone !== undefined && column === undefined) return { ok: true, value: [{ t: context.now, v: lone }] };

  const header = first.some((cell) => readTime(cell) !== undefined) ? undefined : first;
  const timeAt = Math.max(0, header?.findIndex((name) => TIME_NAMES.includes(name.toLowerCase())) ?? 0);
  const valueAt = column === undefined ? defaultColumn(header, timeAt) : (header?.indexOf(column) ?? -1);
  if (valueAt < 0) {
    const names = header ? `it has ${excerpt(header.join(', '), 120)}` : 'it has no header row';
    return {
      ok: false,
      error: { kind: 'config', detail: `No column "${excerpt(column ?? '', 60)}": ${names}.` },
    };
  }
  const points: Point[] = [];
  for (const [index, row] of rows.entries()) {
    if (row === header) continue;
    const point = readPoint(row[timeAt], row[valueAt] ?? '', readTime, `row ${index + 1}`);
    if (!point.ok) return point;
    points.push(point.value);
  }
  return { ok: true, value: points };
}

function defaultColumn(header: readonly string[] | undefined, timeAt: number): number {
  const named = header?.findIndex((name) => VALUE_NAMES.includes(name.toLowerCase())) ?? -1;
  if (named >= 0) return named;
  return timeAt === 0 ? 1 : 0;
}
