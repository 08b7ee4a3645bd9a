/** One commit of the demo: a line that is added to a source file of the shop. */
export interface DemoChange {
  readonly subject: string;
  readonly file: string;
  readonly line: string;
  /** The key result it says it serves. */
  readonly serves?: string;
}

const SIGNUPS = 'engagement.signups';
const ORDERS = 'engagement.orders';
const P95 = 'checkout.p95';
const QUESTIONS = 'checkout.questions';

function change(file: string, subject: string, line: string, serves?: string): DemoChange {
  return { file, subject, line, ...(serves === undefined ? {} : { serves }) };
}

/** What happened on the main branch, oldest first. */
export const MAIN_WORK: readonly DemoChange[] = [
  change(
    'src/cart.ts',
    'Start the cart',
    'export type Line = { sku: string; price: number; count: number };',
  ),
  change(
    'src/signup.ts',
    'Ask for the e-mail address only',
    "export const requiredFields = ['email'];",
    SIGNUPS,
  ),
  change(
    'src/cart.ts',
    'Add up the cart',
    'export const total = (lines: Line[]) => lines.reduce((sum, line) => sum + line.price * line.count, 0);',
  ),
  change(
    'src/checkout.ts',
    'Read the cart and the address at once',
    'export const readAll = <T>(reads: Promise<T>[]) => Promise.all(reads);',
    P95,
  ),
  change(
    'src/catalog.ts',
    'Show what is in stock first',
    'export const inStockFirst = (a: { stock: number }, b: { stock: number }) => b.stock - a.stock;',
    ORDERS,
  ),
  change(
    'src/signup.ts',
    'Trim and lower-case the address',
    'export const normalize = (email: string) => email.trim().toLowerCase();',
    SIGNUPS,
  ),
  change(
    'src/log.ts',
    'Log in one line per request',
    'export const line = (path: string, ms: number) => `$' + '{path} $' + '{ms} ms`;',
  ),
  change('src/checkout.ts', 'Keep tax rates for an hour', 'export const taxRatesFreshMs = 3_600_000;', P95),
  change(
    'src/catalog.ts',
    'Round prices to cents',
    'export const cents = (price: number) => Math.round(price * 100) / 100;',
  ),
  change(
    'src/signup.ts',
    'Say at once when an address is taken',
    "export const takenText = 'You have an account. Sign in?';",
    SIGNUPS,
  ),
  change(
    'src/search.ts',
    'Find words in any order',
    "export const words = (query: string) => query.toLowerCase().split(' ').sort();",
    ORDERS,
  ),
  change('src/cart.ts', 'Keep the cart for thirty days', 'export const cartDays = 30;', ORDERS),
  change('src/log.ts', 'Leave addresses out of the log', "export const hidden = ['email', 'street'];"),
  change('src/checkout.ts', 'Ask the bank once, not twice', 'export const bankTries = 1;', P95),
  change('src/signup.ts', 'Move the terms below the button', "export const termsAt = 'bottom';", SIGNUPS),
  change('src/search.ts', 'Suggest after two letters', 'export const suggestAfter = 2;', ORDERS),
  change(
    'src/cart.ts',
    'Do not count free samples',
    'export const paid = (lines: Line[]) => lines.filter((line) => line.price > 0);',
  ),
  change('src/checkout.ts', 'Send the receipt after the answer', "export const receipt = 'afterwards';", P95),
  change('src/catalog.ts', 'Bigger pictures on phones', 'export const pictureWidth = 720;', ORDERS),
  change(
    'src/signup.ts',
    'Offer a link by mail instead of a password',
    "export const methods = ['link', 'password'];",
    SIGNUPS,
  ),
];

/** What the newest release brought last, oldest first: something for each key result that it is asked about. */
export const NEWEST_WORK: readonly DemoChange[] = [
  change(
    'src/signup.ts',
    'Show what an account brings beside the form',
    "export const benefits = ['history', 'wish list'];",
    SIGNUPS,
  ),
  change(
    'src/checkout.ts',
    'Say in plain words why a card was refused',
    "export const refusedText = 'Your bank said no. Another card may work.';",
    QUESTIONS,
  ),
  change(
    'src/checkout.ts',
    'Ask the bank while the cart is read',
    "export const bankAskedAt = 'start';",
    P95,
  ),
];

/** A setting in `src/settings.ts` that the main branch keeps turning, around `usual` by up to `spread`. */
export interface Tuned {
  readonly name: string;
  readonly words: string;
  readonly usual: number;
  readonly spread: number;
  readonly serves?: string;
}

export const TUNED: readonly Tuned[] = [
  { name: 'signupHints', words: 'the number of signup hints', usual: 6, spread: 4, serves: SIGNUPS },
  { name: 'retryDelayMs', words: 'the delay before a retry', usual: 250, spread: 120 },
  { name: 'orderPageSize', words: 'the size of the order page', usual: 24, spread: 10, serves: ORDERS },
  { name: 'logDays', words: 'the days that logs are kept', usual: 30, spread: 14 },
  { name: 'bankTimeoutMs', words: 'the time-out towards the bank', usual: 900, spread: 300, serves: P95 },
  { name: 'searchResults', words: 'the number of search results', usual: 20, spread: 8, serves: ORDERS },
  { name: 'sessionHours', words: 'the hours of a session', usual: 12, spread: 6 },
  {
    name: 'welcomeMailHours',
    words: 'the wait before the welcome mail',
    usual: 8,
    spread: 6,
    serves: SIGNUPS,
  },
  { name: 'imageQuality', words: 'the quality of pictures', usual: 75, spread: 15 },
];

/** Branches of the demo, from the tip of the main branch, oldest commit first. The first one is checked out. */
export const BRANCHES: readonly { readonly name: string; readonly work: readonly DemoChange[] }[] = [
  {
    name: 'signup/one-tap',
    work: [
      change(
        'src/oneTap.ts',
        'Add the one-tap button',
        "export const button = 'Sign up with one tap';",
        SIGNUPS,
      ),
      change(
        'src/oneTap.ts',
        'Show it to new visitors only',
        'export const shown = (visits: number) => visits < 3;',
        SIGNUPS,
      ),
      change('src/oneTap.ts', 'Move styles to their own constant', "export const style = { width: '100%' };"),
      change(
        'src/oneTap.ts',
        'Ask before an account is made',
        "export const question = 'Create an account?';",
        SIGNUPS,
      ),
      change('src/oneTap.ts', 'Fall back to the mail link', "export const fallback = 'link';", SIGNUPS),
      change('src/oneTap.ts', 'Rename the event', "export const event = 'one_tap_signup';"),
      change('src/oneTap.ts', 'Close with Escape', "export const closeKey = 'Escape';", SIGNUPS),
    ],
  },
  {
    name: 'orders/faster-checkout',
    work: [
      change('src/quickPay.ts', 'Remember the last way to pay', 'export const remembers = true;', ORDERS),
      change('src/quickPay.ts', 'Skip the address step where it is known', 'export const steps = 2;', ORDERS),
      change('src/quickPay.ts', 'Reserve stock while paying', 'export const reserveMinutes = 10;', P95),
      change('src/quickPay.ts', 'Tidy the step list', "export const names = ['pay', 'done'];"),
    ],
  },
  {
    name: 'chore/upgrade-deps',
    work: [
      change('src/versions.ts', 'Note the versions that we run', "export const node = '22';"),
      change('src/versions.ts', 'Move to the new image library', "export const images = '4.2';"),
    ],
  },
];
