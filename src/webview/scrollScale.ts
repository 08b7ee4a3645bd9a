/**
 * A list longer than a browser lets an element be high. The scroll bar stands for the whole list, at a scale; what is
 * scrolled by wheel or touch moves by as many pixels as it would anywhere.
 */
export interface ScrollScale {
  /** Pixels: of the whole list, and of what is seen of it. */
  readonly total: number;
  readonly view: number;
}

export interface ScrollPlace {
  /** As the browser has it. */
  readonly scrolled: number;
  /** Pixels of the list above the first seen. */
  readonly top: number;
}

/** Browsers end at some 16 to 33 million pixels, less on a screen of high density. */
const HIGHEST = 8_000_000;
/** A longer way at once is a drag of the scroll bar, or a jump. */
const VIEWS_AT_ONCE = 2;

/** How high the element is that is scrolled. */
export function canvasHeight({ total, view }: ScrollScale): number {
  return Math.max(Math.min(total, HIGHEST), view);
}

/** Where the list stands after the browser has scrolled to `scrolled`. */
export function scrollTo(scale: ScrollScale, before: ScrollPlace, scrolled: number): ScrollPlace {
  const way = scrolled - before.scrolled;
  const { canvas, list } = waysOf(scale);
  const isScaled = list > canvas;
  const isEnd = scrolled <= 0 || scrolled >= canvas;
  const top =
    isScaled && !isEnd && Math.abs(way) <= scale.view * VIEWS_AT_ONCE
      ? before.top + way
      : canvas === 0
        ? 0
        : (scrolled / canvas) * list;
  return { scrolled, top: Math.min(Math.max(top, 0), list) };
}

/** The place whose first pixel of the list is `top`, with the scroll bar where it belongs. */
export function placeAt(scale: ScrollScale, top: number): ScrollPlace {
  const { canvas, list } = waysOf(scale);
  const held = Math.min(Math.max(top, 0), list);
  return { scrolled: list === 0 ? 0 : (held / list) * canvas, top: held };
}

/** The first row that is seen at all, and how many are. */
export function rowsSeen(
  { view }: ScrollScale,
  { top }: ScrollPlace,
  rowHeight: number,
  count: number,
): { readonly first: number; readonly count: number } {
  const first = Math.min(Math.floor(top / rowHeight), Math.max(count - 1, 0));
  const last = Math.min(Math.ceil((top + view) / rowHeight), count);
  return { first, count: Math.max(last - first, 0) };
}

/** The top that brings a row into view, changed as little as can be. */
export function topShowing({ view }: ScrollScale, top: number, row: number, rowHeight: number): number {
  const start = row * rowHeight;
  if (start < top) return start;
  return start + rowHeight > top + view ? start + rowHeight - view : top;
}

function waysOf(scale: ScrollScale): { readonly canvas: number; readonly list: number } {
  return {
    canvas: Math.max(canvasHeight(scale) - scale.view, 0),
    list: Math.max(scale.total - scale.view, 0),
  };
}
