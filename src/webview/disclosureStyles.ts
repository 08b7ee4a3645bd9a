import { css } from 'lit';

/** A line that opens, with an arrow before it. */
export const disclosureStyles = css`
  details {
    margin-top: 6px;
  }
  summary {
    width: fit-content;
    border-radius: 2px;
    list-style: none;
    color: var(--vscode-descriptionForeground);
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    color: var(--vscode-foreground);
  }
  summary:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  .more {
    margin-inline-end: 2px;
    color: inherit;
    vertical-align: -2px;
  }
  details[open] > summary .more {
    transform: rotate(90deg);
  }
`;
