import { css, html, type TemplateResult } from 'lit';

/** A section of the sidebar about commits: under its heading how many there are, and what share is which. */
export const countedStyles = css`
  section {
    margin-top: 14px;
    padding-top: 10px;
    border-top: 1px solid var(--vscode-sideBarSectionHeader-border);
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 10px;
    margin: 3px 0 8px;
  }
`;

export function countedSection(
  heading: string,
  count: string,
  share: string,
  content: unknown,
): TemplateResult {
  return html`<section aria-labelledby="title">
    <h2 id="title" class="eyebrow">${heading}</h2>
    <p class="counts number"><span>${count}</span><span class="small muted">${share}</span></p>
    ${content}
  </section>`;
}
