import { css, html, type TemplateResult } from 'lit';

export const factStyles = css`
  .fact {
    display: inline-block;
    max-width: 100%;
  }
`;

/** Short facts in a row with a dot between them; a line breaks between two facts, not inside one. */
export function factList(facts: readonly string[]): readonly TemplateResult[] {
  return facts.map((fact, index) => {
    const dot = index < facts.length - 1 ? ' ·\u00a0' : '';
    return html`<span class="fact"><bdi>${fact}</bdi>${dot}</span>`;
  });
}
