import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The folder that a webview of ours may load from. */
export function webviewRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** A page that runs one script of ours and draws one element. Nothing comes from anywhere else. */
export function webviewPage(
  webview: vscode.Webview,
  root: vscode.Uri,
  element: string,
  script: string,
): string {
  const nonce = randomBytes(16).toString('base64');
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source}`,
  ].join('; ');
  const uri = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(root, ...path)).toString();
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${uri('codicon.css')}" id="vscode-codicon-stylesheet">
<title>Throughline</title>
</head>
<body>
<${element}></${element}>
<script type="module" nonce="${nonce}" src="${uri(script)}"></script>
</body>
</html>`;
}
