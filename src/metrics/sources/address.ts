/** What is wrong with the address of a source, as a predicate (`must …`). */
export function addressProblem(address: string): string | undefined {
  // A placeholder before the path would let a query choose the server.
  if (/[{}]/.test(originPart(address))) return 'must have no placeholder before its path';
  if (/[\s\p{Cc}]/u.test(address)) return 'must hold no spaces';
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    return 'must be an address such as https://example.com';
  return url.username === '' && url.password === ''
    ? undefined
    : 'must hold no user name or password: set a credential for the address instead';
}

/** Everything before the path. */
function originPart(address: string): string {
  return /^\s*[^/\\?#]*[/\\]*[^/\\?#]*/.exec(address)?.[0] ?? '';
}
