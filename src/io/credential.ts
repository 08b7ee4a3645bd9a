/** How an origin knows the user: headers of each request to it, names as written, as `Authorization: Bearer …`. */
export interface Credential {
  readonly headers: Readonly<Record<string, string>>;
}
