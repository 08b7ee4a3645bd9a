/** How an origin knows the user: one header of each request to it. */
export interface Credential {
  /** Name of the header, as `Authorization`. */
  readonly header: string;
  /** Its whole value, as `Bearer …`. */
  readonly value: string;
}
