/**
 * Fields by which a client says who it is, those that belong to the connection (RFC 9110, 7.6 and 11), and those by which
 * servers let themselves be told of another method, host or path than the request has.
 */
const REFUSED =
  /^(.*(authorization|token|secret|api-?key|application-?key|password|credential|session).*|cookie2?|set-cookie2?|proxy-.*|connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|x-http-method.*|x-method-override|forwarded|x-forwarded-.*|x-original-.*|x-rewrite-.*)$/i;
const NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;
const VALUE = /^[\x20-\x7e]{0,1000}$/;

/** What is wrong with the headers that an OKR file wants to send, as a predicate (`must …`). */
export function headersProblem(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name)) return 'must have names of letters, digits and -';
    if (REFUSED.test(name)) return `must not set ${name}: set a credential for the address instead`;
    if (!VALUE.test(value)) return `must have one line of ASCII as the value of ${name}`;
  }
  return undefined;
}
