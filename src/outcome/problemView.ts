import type { MetricError } from '../metrics/metricError';
import { formatTime } from './format';
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

/** What went wrong with a metric and what to do next. `keyResultId` is where the file says how it is measured. */
export function problemView(
  error: MetricError,
  keyResultId: string,
  locale: string,
  l10n: Words,
): ProblemView {
  const edit = actionTo('reveal', l10n.t('Show in OKR file'), 'link', keyResultId);
  const retry = actionTo('refresh', l10n.t('Try again'), 'link');
  const problem = (text: string, next: string, ...actions: ActionView[]): ProblemView => ({
    text,
    next,
    actions,
  });
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
      return problem(
        error.status === 401
          ? l10n.t('{0} wants you to sign in (401).', error.origin)
          : l10n.t('{0} does not let this credential read the metric (403).', error.origin),
        l10n.t('Set a credential for this address.'),
        actionTo('signIn', l10n.t('Set credential…'), 'link', error.origin),
      );
    case 'not-found':
      return problem(l10n.t('Not found: {0}', error.detail), l10n.t('Check the address or the path.'), edit);
    case 'rate-limit':
      return problem(
        error.retryAt === undefined
          ? l10n.t('The server asks to slow down (429).')
          : l10n.t('The server asks to wait until {0} (429).', formatTime(error.retryAt, locale)),
        l10n.t('Nothing to do: it is asked again later.'),
      );
    case 'server':
      return problem(
        error.detail
          ? l10n.t('The server failed ({0}): {1}', error.status, error.detail)
          : l10n.t('The server failed ({0}).', error.status),
        l10n.t('It is asked again at the next refresh.'),
        retry,
      );
    case 'bad-query':
      return problem(
        l10n.t('The server refused the query: {0}', error.detail),
        l10n.t('Correct the query.'),
        edit,
      );
    case 'network':
      return problem(error.detail, l10n.t('Check the address and the network.'), retry);
    case 'name-not-found':
      return problem(
        l10n.t('The name {0} is not known.', error.host),
        l10n.t('Check the address, and whether this machine is on the network that knows it.'),
        edit,
        retry,
      );
    case 'certificate':
      return problem(
        error.detail,
        l10n.t('Ask whoever runs the server, or let this machine trust the authority.'),
        retry,
      );
    case 'proxy':
      return problem(error.detail, l10n.t('Check the proxy in the editor’s settings (http.proxy).'), retry);
    case 'budget':
      return problem(
        l10n.t(
          '{0} requests an hour are used up until {1}.',
          error.perHour,
          formatTime(error.retryAt, locale),
        ),
        l10n.t('Nothing to do: it is asked again then.'),
      );
    case 'off':
      return problem(
        error.by === 'setting'
          ? l10n.t('Live numbers are switched off.')
          : l10n.t('This source is switched off in the OKR file.'),
        l10n.t('The last number stays.'),
        ...(error.by === 'source' ? [edit] : []),
      );
    case 'timeout':
      return problem(
        l10n.t('No answer within {0} seconds.', error.seconds),
        l10n.t('It is asked again at the next refresh.'),
        retry,
      );
    case 'too-large':
      return problem(
        l10n.t('The answer is larger than {0} MB.', Math.round(error.limitBytes / 1_000_000)),
        l10n.t('Ask for fewer points.'),
        edit,
      );
    case 'redirect':
      return problem(error.detail, l10n.t('Use the final address in the OKR file.'), edit);
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
    case 'config':
      return problem(error.detail, l10n.t('Correct the source.'), edit);
    case 'canceled':
      return problem(
        l10n.t('The request was stopped.'),
        l10n.t('It is asked again at the next refresh.'),
        retry,
      );
  }
}
