import * as z from 'zod/mini';
import { addressProblem } from './address';
import { checked, described } from './checked';
import { type Failure, failure } from './failure';

/** What is wrong with an address that paths are put behind, as a predicate (`must …`). */
function baseProblem(url: string): string | undefined {
  return addressProblem(url) ?? (/[?#{}]/.test(url) ? 'must be the base address, without ? or #' : undefined);
}

/** The key `url` of a source whose paths are its API's own. */
export function baseAddress(description: string) {
  return described(z.string().check(checked(baseProblem)), description);
}

/** An absolute URL: the base, a path of ours and its parameters. */
export function under(base: string, path: string, parameters: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(parameters).toString();
  return `${base.replace(/\/+$/, '')}${path}${search === '' ? '' : `?${search}`}`;
}

/** What keeps a question from being asked at all. @param language what the query is written in */
export function askProblem(url: string, query: string, language: string): Failure | undefined {
  const problem = baseProblem(url);
  if (problem !== undefined)
    return failure({ kind: 'config', detail: `The address of the source ${problem}.` });
  if (query.trim() === '')
    return failure({ kind: 'config', detail: `The query is empty. Write ${language}.` });
  // Half a character can't be sent.
  return /\p{Cs}/u.test(query)
    ? failure({ kind: 'config', detail: 'The query is not valid Unicode.' })
    : undefined;
}
