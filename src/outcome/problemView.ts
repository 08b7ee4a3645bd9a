import type { MetricError } from '../metrics/metricError';
import { formatTime } from './format';
import { Formats } from './formats';
import type { ActionView, ProblemView } from './view';
import type { Words } from './words';

export function actionTo(
  action: ActionView['action'],
  label: string,
  style: ActionView['style'],
  arg?: string,
): ActionView {
  return { action, label, style, ...(arg === undefined ? {} : { arg }) };
}

type Look = Pick<ProblemView, 'icon' | 'tone'>;

/** Each state has a picture of its own, so that it is told apart before it is read. */
const LOOKS: Readonly<Record<MetricError['kind'], Look>> = {
  'not-approved': { icon: 'shield', tone: 'info' },
  insecure: { icon: 'unlock', tone: 'error' },
  auth: { icon: 'key', tone: 'warning' },
  'not-found': { icon: 'search-stop', tone: 'error' },
  'rate-limit': { icon: 'watch', tone: 'info' },
  budget: { icon: 'dashboard', tone: 'info' },
  server: { icon: 'server', tone: 'warning' },
  'bad-query': { icon: 'error', tone: 'error' },
  network: { icon: 'debug-disconnect', tone: 'warning' },
  'name-not-found': { icon: 'question', tone: 'warning' },
  certificate: { icon: 'workspace-untrusted', tone: 'error' },
  proxy: { icon: 'remote', tone: 'warning' },
  timeout: { icon: 'mute', tone: 'warning' },
  'too-large': { icon: 'file-binary', tone: 'error' },
  redirect: { icon: 'references', tone: 'error' },
  schema: { icon: 'json', tone: 'error' },
  empty: { icon: 'circle-slash', tone: 'warning' },
  config: { icon: 'gear', tone: 'error' },
  off: { icon: 'debug-pause', tone: 'info' },
  canceled: { icon: 'debug-stop', tone: 'info' },
};
const NOT_ALLOWED: Look = { icon: 'lock', tone: 'error' };

type ProblemWords = Omit<ProblemView, keyof Look>;

interface Telling {
  readonly l10n: Words;
  timeOf(at: number): string;
  /** The next step where the file is wrong, and where another try may do. */
  readonly edit: ActionView;
  readonly retry: ActionView;
}

/** What went wrong with a metric and what to do next. `keyResultId` is where the file says how it is measured. */
export function problemView(
  error: MetricError,
  keyResultId: string,
  locale: string,
  l10n: Words,
  formats = new Formats(),
): ProblemView {
  const look = error.kind === 'auth' && error.status === 403 ? NOT_ALLOWED : LOOKS[error.kind];
  const telling: Telling = {
    l10n,
    timeOf: (at) => formatTime(at, locale, formats),
    edit: actionTo('reveal', l10n.t('Show in OKR file'), 'link', keyResultId),
    retry: actionTo('refresh', l10n.t('Try again'), 'link'),
  };
  return { ...look, ...wordsFor(error, telling) };
}

/** By what came back: nothing that was asked for, no answer, or an answer that is no number. */
function wordsFor(error: MetricError, telling: Telling): ProblemWords {
  switch (error.kind) {
    case 'not-approved':
    case 'insecure':
    case 'auth':
    case 'off':
    case 'config':
      return accessWords(error, telling);
    case 'network':
    case 'name-not-found':
    case 'certificate':
    case 'proxy':
    case 'redirect':
    case 'timeout':
    case 'canceled':
      return wayWords(error, telling);
    default:
      return answerWords(error, telling);
  }
}

function problem(text: string, next: string, ...actions: ActionView[]): ProblemWords {
  return { text, next, actions };
}

type Kind<K extends MetricError['kind']> = Extract<MetricError, { readonly kind: K }>;

function accessWords(
  error: Kind<'not-approved' | 'insecure' | 'auth' | 'off' | 'config'>,
  { l10n, edit, retry }: Telling,
): ProblemWords {
  switch (error.kind) {
    case 'not-approved':
      return problem(
        l10n.t('Requests to {0} are not allowed yet.', error.origin),
        l10n.t('Allow this address if you trust it.'),
        actionTo('approve', l10n.t('Allow…'), 'link', error.origin),
      );
    case 'insecure':
      return problem(
        l10n.t('{0} is not encrypted, so nothing was sent.', error.origin),
        l10n.t('Use an https address; plain http is only for this machine.'),
        edit,
      );
    case 'auth':
      return error.status === 401
        ? problem(
            l10n.t('{0} wants you to sign in (401).', error.origin),
            l10n.t('Set a credential for this address.'),
            actionTo('signIn', l10n.t('Set credential…'), 'link', error.origin),
          )
        : problem(
            l10n.t('{0} does not let this credential read the metric (403).', error.origin),
            l10n.t('Use a credential that may read it, or ask for the right to.'),
            actionTo('signIn', l10n.t('Replace credential…'), 'link', error.origin),
            retry,
          );
    case 'off':
      return problem(
        error.by === 'setting'
          ? l10n.t('Live numbers are switched off.')
          : l10n.t('This source is switched off in the OKR file.'),
        l10n.t('The last number stays.'),
        error.by === 'source' ? edit : actionTo('openSettings', l10n.t('Open settings'), 'link'),
      );
    case 'config':
      return problem(error.detail, l10n.t('Correct the source.'), edit);
  }
}

function wayWords(
  error: Kind<'network' | 'name-not-found' | 'certificate' | 'proxy' | 'redirect' | 'timeout' | 'canceled'>,
  { l10n, edit, retry }: Telling,
): ProblemWords {
  switch (error.kind) {
    case 'network':
      return problem(error.detail, l10n.t('Check that this machine is online, and the address.'), retry);
    case 'name-not-found':
      return problem(
        l10n.t('The name {0} is not known.', error.host),
        l10n.t('Check the address, and whether this machine is on the network that knows it.'),
        edit,
        retry,
      );
    case 'certificate':
      return problem(
        error.issuer === undefined
          ? error.detail
          : l10n.t('{0} It was issued by {1}.', error.detail, error.issuer),
        l10n.t('Nothing was sent. Ask whoever runs the server, or let this machine trust the authority.'),
        retry,
      );
    case 'proxy':
      return problem(error.detail, l10n.t('Check the proxy in the editor’s settings (http.proxy).'), retry);
    case 'redirect':
      return problem(error.detail, l10n.t('Use the final address in the OKR file.'), edit);
    case 'timeout':
      return problem(
        l10n.t('No answer within {0} seconds.', error.seconds),
        l10n.t('It is asked again at the next refresh.'),
        retry,
      );
    case 'canceled':
      return problem(
        l10n.t('The request was stopped.'),
        l10n.t('It is asked again at the next refresh.'),
        retry,
      );
  }
}

function answerWords(
  error: Kind<
    'not-found' | 'rate-limit' | 'budget' | 'server' | 'bad-query' | 'too-large' | 'schema' | 'empty'
  >,
  { l10n, timeOf, edit, retry }: Telling,
): ProblemWords {
  switch (error.kind) {
    case 'not-found':
      return problem(l10n.t('Not found: {0}', error.detail), l10n.t('Check the address or the path.'), edit);
    case 'rate-limit':
      return problem(
        error.retryAt === undefined
          ? l10n.t('The server asks to slow down (429).')
          : l10n.t('The server asks to wait until {0} (429).', timeOf(error.retryAt)),
        l10n.t('Nothing to do: it is asked again later.'),
      );
    case 'budget':
      return problem(
        error.per === 'hour'
          ? l10n.t('{0} requests an hour are used up until {1}.', error.most, timeOf(error.retryAt))
          : l10n.t('{0} requests a minute are used up until {1}.', error.most, timeOf(error.retryAt)),
        l10n.t('Nothing to do: it is asked again then.'),
      );
    case 'server': {
      const text = error.detail
        ? l10n.t('The server failed ({0}): {1}', error.status, error.detail)
        : l10n.t('The server failed ({0}).', error.status);
      return error.retryAt === undefined
        ? problem(text, l10n.t('It is asked again at the next refresh.'), retry)
        : problem(text, l10n.t('It asks to be left alone until {0}.', timeOf(error.retryAt)));
    }
    case 'bad-query':
      return problem(
        l10n.t('The server refused the query: {0}', error.detail),
        l10n.t('Correct the query.'),
        edit,
      );
    case 'too-large':
      return problem(
        l10n.t('The answer is larger than {0} MB.', Math.round(error.limitBytes / 1_000_000)),
        l10n.t('Ask for fewer points.'),
        edit,
      );
    case 'schema':
      return problem(
        l10n.t('Unexpected answer at {0}: {1}', error.at, error.detail),
        l10n.t('Check the address, the query and what is selected.'),
        edit,
      );
    case 'empty':
      return problem(
        l10n.t('The answer holds no values.'),
        l10n.t('Check the query, or wait for the first value.'),
        edit,
      );
  }
}
