import { css } from 'lit';

/** VS Code pads the body of a webview; the sidebar brings its own edges. */
export const pageStyles = css`
  body {
    margin: 0;
    padding: 0;
  }
`;
