/** Why a branch serves key results. `commits` counts the branch's own commits that carry a tag. */
export type LinkReason =
  | { readonly kind: 'explicit' }
  | { readonly kind: 'commits'; readonly count: number }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** Branch → key results. `ids` are as written by whoever linked; they need not exist in the OKR file. */
export interface Link {
  readonly ids: readonly string[];
  readonly reason: LinkReason;
}
