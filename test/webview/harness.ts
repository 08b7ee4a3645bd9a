import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { HostMessage, WebviewMessage } from '../../src/outcome/messages';
import { launchChromium } from '../vscode/chromium';
import { browserShim } from './browserShim';
import { type ThemeName, themeSheet, themes } from './themes';

const root = join(import.meta.dirname, '../..');

/** What can be opened: each is an element with a script of its own. */
const ELEMENTS = {
  sidebar: 'throughline-sidebar',
  preview: 'throughline-preview',
  ledger: 'throughline-ledger',
  keyResult: 'throughline-key-result-page',
} as const;
export type Face = keyof typeof ELEMENTS;

export interface OpenOptions {
  readonly theme?: ThemeName;
  /** CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

/** The sidebar's page, opened in a browser under the policy that VS Code's host sends. */
export class OpenSidebar {
  readonly errors: string[] = [];

  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.errors.push(message.text());
    });
  }

  /** Posts a page as the host does and waits until it is painted. */
  async show(page: HostMessage['page']): Promise<void> {
    const message: HostMessage = { type: 'view', page };
    await this.post(message);
  }

  async post(message: unknown): Promise<void> {
    await this.page.evaluate(
      `new Promise((received) => {
        window.postMessage(${JSON.stringify(message)}, '*');
        setTimeout(received);
      }).then(() => harness.frames(2))`,
    );
  }

  messages(): Promise<WebviewMessage[]> {
    return this.page.evaluate<WebviewMessage[]>('harness.messages');
  }

  /** What the page broke: its policy, or with an error in the console. */
  async complaints(): Promise<string[]> {
    return [...(await this.page.evaluate<string[]>('harness.violations')), ...this.errors];
  }

  focusedText(): Promise<string> {
    return this.page.evaluate<string>('harness.focusedText()');
  }

  overflowing(): Promise<string[]> {
    return this.page.evaluate<string[]>('harness.overflowing()');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** Builds the sidebar, or another face, as it ships, serves it on loopback and opens it. */
export class SidebarHarness {
  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly origin: string,
    /** Bytes of the script as it ships. */
    readonly scriptSize: number,
  ) {}

  static async start(face: Face = 'sidebar'): Promise<SidebarHarness> {
    const script = await bundle(face);
    const server = createServer((request, response) => {
      respond(request.url ?? '/', face, script, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    const browser = await launchChromium();
    return new SidebarHarness(browser, server, `http://127.0.0.1:${address.port}`, script.length);
  }

  async open({ theme = 'darkModern', width = 300, height = 900, reducedMotion = false }: OpenOptions = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2 });
    const sidebar = new OpenSidebar(await context.newPage(), context);
    await sidebar.page.goto(`${this.origin}/?theme=${theme}&still=${reducedMotion}`);
    await sidebar.page.waitForFunction('harness.messages.length > 0');
    return sidebar;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await new Promise((closed) => this.server.close(closed));
  }
}

async function bundle(face: Face): Promise<Buffer> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`src/webview/${face}.ts`],
    bundle: true,
    minify: true,
    legalComments: 'none',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no file');
  return Buffer.from(file.contents);
}

async function respond(path: string, face: Face, script: Buffer, response: ServerResponse): Promise<void> {
  const { pathname, searchParams, host } = new URL(path, `http://${response.req.headers.host}`);
  const send = (type: string, body: string | Buffer): void => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };
  const theme = (searchParams.get('theme') ?? 'darkModern') as ThemeName;
  switch (pathname) {
    case '/': {
      const nonce = randomBytes(16).toString('base64');
      response.setHeader('content-security-policy', policy(nonce, `http://${host}`));
      return send('text/html; charset=utf-8', page(face, nonce, theme, searchParams.get('still') === 'true'));
    }
    case '/theme.css':
      return send('text/css', themeSheet(theme, face === 'sidebar' ? 'sideBar' : 'editor'));
    case '/shim.js':
      return send('text/javascript', browserShim);
    case '/face.js':
      return send('text/javascript', script);
    case '/codicon.css':
    case '/codicon.ttf': {
      const file = await readFile(join(root, 'node_modules/@vscode/codicons/dist', pathname));
      return send(pathname.endsWith('.css') ? 'text/css' : 'font/ttf', file);
    }
    default:
      response.writeHead(204).end();
  }
}

function policy(nonce: string, source: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source}`,
  ].join('; ');
}

function page(face: Face, nonce: string, theme: ThemeName, still: boolean): string {
  const { bodyClass } = themes[theme];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="/theme.css?theme=${theme}">
<link rel="stylesheet" href="/codicon.css" id="vscode-codicon-stylesheet">
<title>Throughline</title>
</head>
<body class="${bodyClass}${still ? ' vscode-reduce-motion' : ''}">
<${ELEMENTS[face]}></${ELEMENTS[face]}>
<script nonce="${nonce}" src="/shim.js"></script>
<script type="module" nonce="${nonce}" src="/face.js"></script>
</body>
</html>`;
}
