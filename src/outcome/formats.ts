/** More kinds of text than this no page holds; a file full of made-up currencies must not fill the memory. */
const MOST = 200;

/**
 * The runtime's formatters, each made once: to make one takes far longer than to write a number with it.
 * Whoever writes many numbers keeps one of these.
 */
export class Formats {
  private readonly numbers = new Map<string, Intl.NumberFormat>();
  private readonly dates = new Map<string, Intl.DateTimeFormat>();
  private readonly lists = new Map<string, Intl.ListFormat>();
  private readonly ages = new Map<string, Intl.RelativeTimeFormat>();

  /** @throws RangeError where the options name a currency or a locale that can be none */
  number(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return kept(this.numbers, keyOf(locale, options), () => new Intl.NumberFormat(locale, options));
  }

  /** A date in the time zone that the options name. */
  day(locale: string, options: Intl.DateTimeFormatOptions & { timeZone: string }): Intl.DateTimeFormat {
    return kept(this.dates, keyOf(locale, options), () => new Intl.DateTimeFormat(locale, options));
  }

  /** A time of day where this machine is, which may be carried to another time zone. */
  time(locale: string, options: Intl.DateTimeFormatOptions, at: number): Intl.DateTimeFormat {
    const key = `${new Date(at).getTimezoneOffset()} ${keyOf(locale, options)}`;
    return kept(this.dates, key, () => new Intl.DateTimeFormat(locale, options));
  }

  list(locale: string): Intl.ListFormat {
    return kept(this.lists, locale, () => new Intl.ListFormat(locale));
  }

  age(locale: string, options: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat {
    return kept(this.ages, keyOf(locale, options), () => new Intl.RelativeTimeFormat(locale, options));
  }
}

function keyOf(locale: string, options: object): string {
  return `${locale} ${JSON.stringify(options)}`;
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  if (known.size >= MOST) known.clear();
  known.set(key, made);
  return made;
}
