import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhereStale, type Surroundings, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';

const DAY = 86_400_000;
const dayBefore = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

/** A metrics server on loopback that remembers the headers that it was sent. */
class Metrics {
  readonly received: IncomingHttpHeaders[] = [];
  private readonly server: Server = createServer((request, response) => {
    this.received.push(request.headers);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify([9, 1].map((days) => ({ t: dayBefore(days), v: 50 - days }))));
  });

  static async start(): Promise<Metrics> {
    const metrics = new Metrics();
    await new Promise<void>((listening) => metrics.server.listen(0, '127.0.0.1', listening));
    return metrics;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

const okrs = (sources: string, keyResults: string): string => `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
sources:
${sources}
objectives:
  - id: reach
    title: Reach more people
    keyResults:
${keyResults}
branches: [{ pattern: main, serves: [reach.users] }]
`;

const IN_FILE = okrs(
  '  repo: { type: file }',
  '      - { id: reach.users, title: Double the users, metric: { source: repo, query: users.csv }, start: 0, target: 100 }',
);

/** Anything that a terminal would act on rather than show, but for line ends. */
const STEERING = /[^\P{Cc}\n]|\p{Bidi_Control}/u;
const HOSTILE = String.raw`"\e[2J\x9b31m\u202eevil\a\r"`;

describe('throughline in a terminal', () => {
  let repository: GitRepository;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
    repository.write('okrs.yaml', IN_FILE);
    repository.write('users.csv', `date,users\n${dayBefore(9)},41\n${dayBefore(1)},50\n`);
  });

  afterEach(() => repository.dispose());

  const here = (more: Surroundings = {}): Surroundings => ({ cwd: repository.root, ...more });

  describe('help', () => {
    for (const args of [
      [],
      ['help'],
      ['--help'],
      ['-h'],
      ['status', '--help'],
      ['validate', '-h'],
      ['tag', '--help'],
      ['link', '--help'],
      ['start', '-h'],
      ['pr', '--help'],
      ['check', '--help'],
    ]) {
      it(`is the answer to '${['throughline', ...args].join(' ')}'`, async () => {
        const { code, out, err } = await throughline(args);
        assert.deepEqual([code, err], [0, '']);
        const [command = ''] = args.filter((one) => /^(status|validate|tag|link|start|pr|check)$/.test(one));
        assert.ok(out.startsWith(`Usage: throughline ${command}`), out);
      });
    }

    it('follows a complaint about a command or an option that is not there', async () => {
      for (const args of [['stauts'], ['status', '--jsno'], ['validate', 'a', 'b'], ['tag'], ['start']]) {
        const { code, out, err } = await throughline(args);
        assert.deepEqual([code, out], [2, ''], args.join(' '));
        const [command = ''] = args;
        const about = command === 'stauts' ? 'COMMAND' : command;
        assert.match(err, new RegExp(`^throughline: \\S.*\n\nUsage: throughline ${about} `));
        const next = `Run 'throughline ${about} --help' for `;
        assert.ok(
          err.split('\n').some((line) => line.startsWith(next)),
          err,
        );
      }
      assert.match((await throughline(['stauts'])).err, /^throughline: there is no command 'stauts'\./);
    });
  });

  describe('status', () => {
    it('shows what the branch serves', async () => {
      const { code, out, err } = await throughline(['status'], here());
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, /^main · linked because it matches main in okrs\.yaml\n/);
      assert.match(out, /\nReach more people\n/);
      assert.match(
        out,
        /\n→ Double the users {2}\[reach\.users\]\n {4}50 of 100 · ▲ 22% in 7 d · score 0\.50 of 1\.00 · now\n/,
      );
      assert.match(out, /\nfrom this repository\n$/);
    });

    it('works from a folder inside, and on another file', async () => {
      repository.write('deep/er/note', '');
      repository.git('mv', '--force', '-k', 'okrs.yaml', 'aims.yaml');
      repository.write('plans/aims.yaml', IN_FILE.replace('Reach more', 'Reach all'));
      const { code, out } = await throughline(['status', '--file', 'plans/aims.yaml'], {
        cwd: join(repository.root, 'deep/er'),
      });
      assert.equal(code, 0);
      assert.match(out, /\nReach all people\n/);
    });

    it('ends what went wrong before it says what to do', async () => {
      repository.write('okrs.yaml', IN_FILE.replaceAll('.csv', '.none'));
      const { out } = await throughline(['status'], here());
      assert.match(out, /\n {4}! Not found: \S+\.none\. Check the address or the path\.\n/);
    });

    it('proposes no command that an address could add to', async () => {
      const address = 'https://a$(id);b`id`';
      repository.write(
        'okrs.yaml',
        okrs(
          `  far: { type: prometheus, url: ${JSON.stringify(address)} }`,
          '      - { id: reach.users, title: Users, metric: { source: far, query: up }, start: 0, target: 1 }',
        ),
      );
      const { err } = await throughline(['status'], here());
      assert.equal(err, `To ask for the numbers: throughline status --allow '${address}'\n`);
    });

    it('writes the view model as JSON', async () => {
      const { code, out } = await throughline(['status', '--json'], here());
      assert.equal(code, 0);
      const { page, status } = JSON.parse(out);
      assert.deepEqual([page.kind, page.branch.name, page.branch.state], ['ready', 'main', 'unborn']);
      const [{ keyResults }] = page.objectives;
      assert.deepEqual(
        keyResults.map(({ id, value, linked }: Record<string, unknown>) => [id, value, linked]),
        [['reach.users', '50', true]],
      );
      assert.equal(status.text, 'users 50 ▲ 0.50');
    });

    it('ends with 1 outside of a repository and without an OKR file', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'throughline-cli-'));
      try {
        const outside = await throughline(['status'], { cwd: folder });
        assert.deepEqual([outside.code, outside.out], [1, '']);
        assert.match(outside.err, /^throughline: Not a Git repository\. /);
      } finally {
        rmSync(folder, { recursive: true });
      }
      rmSync(join(repository.root, 'okrs.yaml'));
      const none = await throughline(['status'], here());
      assert.equal(none.code, 1);
      assert.match(
        none.out,
        /^What is this work for\?\nWrite your objective and key results into okrs\.yaml/,
      );
      const json = await throughline(['status', '--json'], here());
      assert.deepEqual([json.code, JSON.parse(json.out).page.state], [1, 'noOkrFile']);
    });

    describe('with numbers from servers', () => {
      let first: Metrics;
      let second: Metrics;

      beforeEach(async () => {
        [first, second] = await Promise.all([Metrics.start(), Metrics.start()]);
        repository.write(
          'okrs.yaml',
          okrs(
            `  one: { type: http, url: "${first.origin}/a" }\n  two: { type: http, url: "${second.origin}/b" }`,
            `      - { id: reach.users, title: Users, metric: { source: one }, start: 0, target: 100 }
      - { id: reach.fans, title: Fans, metric: { source: two }, start: 0, target: 98 }`,
          ),
        );
      });

      afterEach(() => Promise.all([first.stop(), second.stop()]));

      it('asks nobody who is not allowed, and says how to allow them', async () => {
        const { code, out, err } = await throughline(['status'], here());
        assert.equal(code, 0);
        assert.deepEqual([first.received, second.received], [[], []]);
        assert.ok(
          out.includes(`! okrs.yaml asks for numbers from ${first.origin}. Nothing has been sent yet.`),
        );
        assert.equal(
          err,
          `To ask for the numbers: throughline status --allow ${first.origin} --allow ${second.origin}\n`,
        );
      });

      it('asks those who are allowed, by option or environment', async () => {
        const one = await throughline(['status', '--allow', `${first.origin}/`], here());
        assert.match(one.out, /49 of 100/);
        assert.deepEqual([first.received.length, second.received.length], [1, 0]);
        assert.equal(one.err, `To ask for the numbers: throughline status --allow ${second.origin}\n`);
        const env = { THROUGHLINE_ALLOW: `${first.origin}, ${second.origin}` };
        const both = await throughline(['status'], here({ env }));
        assert.deepEqual([both.code, both.err], [0, '']);
        assert.match(both.out, /49 of 98 .*score 0\.50/);
      });

      it('sends a credential to its own address only', async () => {
        const allow = ['--allow', first.origin, '--allow', second.origin];
        const secret = (value: unknown): Surroundings =>
          here({ env: { THROUGHLINE_CREDENTIALS: JSON.stringify({ [first.origin]: value }) } });
        const bearer = await throughline(['status', ...allow], secret('Bearer s3cret'));
        await throughline(['status', ...allow], secret({ header: 'X-Api-Key', value: 'k3y' }));
        const [withBearer, withKey] = first.received;
        assert.equal(withBearer?.authorization, 'Bearer s3cret');
        assert.deepEqual([withKey?.authorization, withKey?.['x-api-key']], [undefined, 'k3y']);
        assert.equal(second.received.length, 2);
        assert.doesNotMatch(JSON.stringify(second.received), /s3cret|k3y/);
        assert.doesNotMatch(bearer.out + bearer.err, /s3cret/);
      });

      it('takes one variable per address, several of which are several headers', async () => {
        const env = {
          THROUGHLINE_CREDENTIAL_KEY: `${first.origin} X-Api-Key: k3y-one`,
          THROUGHLINE_CREDENTIAL_APP: `${first.origin}/ X-App-Key: k3y two`,
          THROUGHLINE_CREDENTIAL_OTHER: `${second.origin} Bearer s3cret`,
        };
        await throughline(['status', '--allow', first.origin, '--allow', second.origin], here({ env }));
        const [one, other] = [first.received.at(-1), second.received.at(-1)];
        assert.deepEqual([one?.['x-api-key'], one?.['x-app-key']], ['k3y-one', 'k3y two']);
        assert.deepEqual([one?.authorization, other?.authorization], [undefined, 'Bearer s3cret']);
      });

      it('complains about a variable or an address that is none, without repeating a secret', async () => {
        for (const value of ['s3cret', 'https://a.example/path Bearer s3cret', 'a.example s3cret']) {
          const env = { THROUGHLINE_CREDENTIAL_A: value };
          const { code, err } = await throughline(['status'], here({ env }));
          assert.equal(code, 2);
          assert.match(err, /^throughline: THROUGHLINE_CREDENTIAL_A must be an origin/);
          assert.doesNotMatch(err, /s3cret/);
        }
        const { code, err } = await throughline(['status', '--allow', 'https://a.example/path'], here());
        assert.deepEqual([code, /--allow takes an origin/.test(err)], [2, true]);
      });

      it('complains about credentials that are none, without repeating them', async () => {
        for (const THROUGHLINE_CREDENTIALS of [
          's3cret',
          '["s3cret"]',
          '{"https://a.example":{"s3cret":1}}',
        ]) {
          const { code, out, err } = await throughline(
            ['status'],
            here({ env: { THROUGHLINE_CREDENTIALS } }),
          );
          assert.deepEqual([code, out], [2, '']);
          assert.match(err, /^throughline: THROUGHLINE_CREDENTIALS /);
          assert.doesNotMatch(err, /s3cret/);
        }
      });
    });
  });

  describe('validate', () => {
    it('ends with 0 where there is no error', async () => {
      const sound = await throughline(['validate'], here());
      assert.deepEqual(sound, { ...sound, code: 0, out: 'okrs.yaml: no problems\n', err: '' });
      repository.write('odd.yaml', `${IN_FILE}colour: red\n`);
      const warned = await throughline(['validate', 'odd.yaml'], here());
      assert.equal(warned.code, 0);
      assert.match(warned.out, /^odd\.yaml:\d+:1: warning: .*colour/);
    });

    it('ends with 1 and names each place where there is an error', async () => {
      const broken = IN_FILE.replace('target: 100', 'target: lots').replace(
        'serves: [reach.users]',
        'serves: [reach.nobody]',
      );
      repository.write('okrs.yaml', broken);
      const { code, out } = await throughline(['validate'], here());
      assert.equal(code, 1);
      const lines = broken.split('\n');
      const placeOf = (word: string): string => {
        const line = lines.findIndex((one) => one.includes(word));
        return `okrs.yaml:${line + 1}:${(lines[line] ?? '').indexOf(word) + 1}: `;
      };
      const found = out.trimEnd().split('\n');
      for (const word of ['lots', 'reach.nobody']) {
        assert.ok(
          found.some((line) => line.startsWith(placeOf(word))),
          `${placeOf(word)} in\n${out}`,
        );
      }
    });

    it('writes the same as JSON', async () => {
      repository.write('okrs.yaml', IN_FILE.replace('target: 100', 'target: lots'));
      const { code, out } = await throughline(['validate', '--json'], here());
      assert.equal(code, 1);
      const { file, valid, diagnostics } = JSON.parse(out);
      assert.deepEqual([file, valid, diagnostics.length], ['okrs.yaml', false, 1]);
      const { severity, line, column, endColumn, message } = diagnostics[0];
      assert.equal(severity, 'error');
      assert.equal(
        (IN_FILE.replace('100', 'lots').split('\n')[line - 1] ?? '').slice(column - 1, endColumn - 1),
        'lots',
      );
      assert.match(message, /\S/);
    });

    it('ends with 2 where the file can not be read', async () => {
      const { code, out, err } = await throughline(['validate', 'nowhere.yaml'], here());
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^throughline: nowhere\.yaml could not be read: ENOENT/);
    });
  });

  describe('tag', () => {
    it('writes the message with its ids as trailers that git reads', async () => {
      const message = 'Subject\n\nBody\n\nSigned-off-by: Ada <ada@example.com>\n';
      const { code, out, err } = await throughline(['tag', '--print', 'a.b', 'c/d', 'A.B'], {
        input: message,
      });
      assert.deepEqual([code, err], [0, '']);
      assert.equal(out, 'Subject\n\nBody\n\nOKR: a.b\nOKR: c/d\nSigned-off-by: Ada <ada@example.com>\n');
      const parsed = repository.gitWith(out, 'interpret-trailers', '--parse');
      assert.equal(parsed, 'OKR: a.b\nOKR: c/d\nSigned-off-by: Ada <ada@example.com>');
      const other = await throughline(['tag', 'a', '--print', '--trailer', 'Outcome'], {
        input: 'Subject\n',
      });
      assert.equal(other.out, 'Subject\n\nOutcome: a\n');
    });

    it('leaves every byte of the message as it is, whatever its encoding', async () => {
      const message = Buffer.concat([
        Buffer.from('\ufeffSubject größe 日本 🚀\r\n\r\n', 'utf8'),
        Buffer.from('größe\u00a0\u0085\n', 'latin1'),
      ]);
      const { bytes } = await throughline(['tag', '--print', 'a'], { input: message });
      assert.deepEqual(bytes, Buffer.concat([message, Buffer.from('\nOKR: a\n')]));
    });

    it('stays above comments, whatever they begin with here', async () => {
      const tagged = async (...comments: string[]): Promise<string> => {
        const input = `Subject\n\n${comments.join('\n')}\n`;
        return (await throughline(['tag', '--print', 'a'], { ...here(), input })).out;
      };
      assert.equal(await tagged('# one', '# two'), 'Subject\n\nOKR: a\n\n# one\n# two\n');
      repository.git('config', 'core.commentChar', ';');
      assert.equal(await tagged('; one', '; two'), 'Subject\n\nOKR: a\n\n; one\n; two\n');
      assert.equal(await tagged('# text'), 'Subject\n\n# text\n\nOKR: a\n');
      repository.git('config', 'core.commentChar', 'auto');
      assert.equal(await tagged('# one'), 'Subject\n\nOKR: a\n\n# one\n');
    });

    it('refuses what is no id with 1, and a call without one with 2', async () => {
      const input = 'Subject\n';
      const wrong = await throughline(['tag', '--print', 'ok', 'not ok', '../x\u001b'], { input });
      assert.deepEqual([wrong.code, wrong.out], [1, '']);
      assert.match(wrong.err, /^throughline: 'not ok', '\.\.\/x�' can't be a key result id/);
      for (const args of [['--print'], ['a'], ['--print', 'a', '--trailer', 'no key']]) {
        const { code, out } = await throughline(['tag', ...args], { input });
        assert.deepEqual([code, out], [2, ''], args.join(' '));
      }
    });
  });

  describe('the trailer key', () => {
    const tagged = async (...args: string[]) =>
      throughline(['tag', '--print', 'a', ...args], { ...here(), input: 'Subject\n' });

    const countOf = async (...args: string[]): Promise<unknown> => {
      const { code, out, err } = await throughline(['status', '--json', ...args], here());
      assert.deepEqual([code, err], [0, '']);
      return JSON.parse(out).page.work.tags;
    };

    it('is OKR, unless git is configured otherwise, unless an option says another', async () => {
      repository.commit('Start');
      repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
      repository.commit('Work\n\nOKR: reach.users\nkey-result: reach.visits\n');
      const tag = (id: string) => [{ id, from: 'trailer', commits: 1 }];
      assert.equal((await tagged()).out, 'Subject\n\nOKR: a\n');
      assert.deepEqual(await countOf(), tag('reach.users'));
      repository.git('config', 'throughline.trailerKey', 'Key-Result');
      assert.equal((await tagged()).out, 'Subject\n\nKey-Result: a\n');
      assert.deepEqual(await countOf(), tag('reach.visits'));
      assert.equal((await tagged('--trailer', 'OKR')).out, 'Subject\n\nOKR: a\n');
      assert.deepEqual(await countOf('--trailer', 'okr'), tag('reach.users'));
    });

    it('is refused, in words and with 2, where git could not read it back', async () => {
      repository.commit('Start');
      const said = (where: string, key: string): string =>
        `throughline: ${where} takes letters, digits and hyphens, which '${key}' is not.\n`;
      for (const args of [['status'], ['tag', '--print', 'a']]) {
        const { code, out, err } = await throughline([...args, '--trailer', 'no: key'], here());
        assert.deepEqual([code, out, err], [2, '', said('--trailer', 'no: key')]);
      }
      repository.git('config', 'throughline.trailerKey', 'no\nkey\u001b');
      for (const args of [['status'], ['tag', '--print', 'a']]) {
        const { code, out, err } = await throughline(args, here());
        const key = 'no\ufffdkey\ufffd';
        assert.deepEqual([code, out, err], [2, '', said('git config throughline.trailerKey', key)]);
      }
      assert.equal((await tagged('--trailer', 'OKR')).code, 0);
    });

    it('is OKR without git', async () => {
      const { code, out } = await throughline(['tag', '--print', 'a'], {
        ...here(),
        input: 'Subject\n',
        env: { PATH: join(repository.root, 'nothing') },
      });
      assert.deepEqual([code, out], [0, 'Subject\n\nOKR: a\n']);
    });
  });

  describe('tags that are no trailers', () => {
    it('are told apart, in words and as JSON', async () => {
      repository.commit('Start');
      repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
      repository.commit('Add it (#12)\n\n* One\n\nOKR: reach.users\n\n* Two\n');
      repository.commit('Polish');
      repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: reach.visits');
      const { out } = await throughline(['status'], here());
      assert.match(out, /^2 commits · all tagged · 1 by a note · 1 found in squashed messages$/m);
      const json = await throughline(['status', '--json'], here());
      assert.deepEqual(JSON.parse(json.out).page.work.tags, [
        { id: 'reach.visits', from: 'note', commits: 1 },
        { id: 'reach.users', from: 'squash', commits: 1 },
      ]);
    });
  });

  it('lets nothing of a repository steer the terminal', async () => {
    repository.write(
      'okrs.yaml',
      `${IN_FILE.replace('Double the users', HOSTILE).replace('users.csv', HOSTILE).replace('Reach more people', HOSTILE)}${HOSTILE}: 1\n`,
    );
    for (const args of [['status'], ['status', '--json'], ['validate'], ['validate', '--json']]) {
      const { code, out, err } = await throughline(args, here());
      assert.equal(code, 0, args.join(' '));
      assert.match(out, /evil/);
      assert.doesNotMatch(out + err, STEERING, args.join(' '));
    }
    const json = await throughline(['status', '--json'], here());
    assert.equal(JSON.parse(json.out).page.objectives[0].title, '\u001b[2J\u009b31m\u202eevil\u0007\r');
    for (const args of [['\u001b[2J'], ['validate', '\u001b[2J'], ['status', '--\u001b[2J']]) {
      assert.doesNotMatch((await throughline(args, here())).err, STEERING);
    }
  });
});
