import type { Findings, Span } from './findings';
import { nearest } from './nearest';
import { shorten } from './shorten';

type Owner = 'objective' | 'keyResult' | 'alias' | 'ended';

/** The ids of one file. Objectives, key results and their former ids share one space, compared without case. */
export class IdRegister {
  readonly #claims = new Map<
    string,
    { readonly written: string; readonly owner: Owner; readonly span: Span }
  >();
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** False, and reported, where the id is taken: the first one counts. */
  claim(id: string, owner: Owner, span: Span): boolean {
    const taken = this.#claims.get(id.toLowerCase());
    if (!taken) {
      this.#claims.set(id.toLowerCase(), { written: id, owner, span });
      return true;
    }
    const line = this.#findings.lineOf(taken.span);
    this.#findings.error(
      span,
      `The id \`${shorten(id)}\` is taken in line ${line}, and case makes no difference. The first one counts; rename this one.`,
    );
    return false;
  }

  /** Reports an id that names no key result to work for. */
  checkServed(id: string, span: Span): void {
    const claim = this.#claims.get(id.toLowerCase());
    if (!claim) {
      this.#findings.error(span, () => {
        const meant = nearest(id, this.#servable());
        const advice = meant === undefined ? 'Name one that this file has.' : `Did you mean \`${meant}\`?`;
        return `There is no key result \`${shorten(id)}\`. ${advice}`;
      });
    } else if (claim.owner === 'objective') {
      this.#findings.error(span, `\`${shorten(id)}\` is an objective. Name one or more of its key results.`);
    } else if (claim.owner === 'ended') {
      this.#findings.warning(span, `The key result \`${shorten(id)}\` has ended. Remove it from the rule.`);
    }
  }

  *#servable(): Generator<string> {
    for (const { written, owner } of this.#claims.values()) if (owner === 'keyResult') yield written;
  }
}
