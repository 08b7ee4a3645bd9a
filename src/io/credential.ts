/** How an origin knows the user: headers of each request to it, names as written, as `Authorization: Bearer …`. */
export interface Credential {
  readonly headers: Readonly<Record<string, string>>;
}

/** A credential that is set but can't be had, with a sentence that says so. */
export interface CredentialProblem {
  readonly problem: string;
}
