import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempFolder } from '../vscode/cleanup';
import { freePort, type ServerProcess, startServerProcess } from './serverProcess';
import { unpackedPackages, withDependencies } from './unpackedPackages';

const SEEN_MS = 60_000;
const POLL_MS = 100;
/** Not the one on PATH, which may be of another version than Debian's packages are for. */
const SYSTEM_PYTHON = '/usr/bin/python3';

export interface Graphite extends ServerProcess {
  /** By the plaintext protocol of carbon (`path value seconds`); ends when the last one can be read. */
  write(lines: readonly (readonly [path: string, value: number, seconds: number])[]): Promise<void>;
}

/** Starts a real carbon and a real graphite-web on loopback, which keep one value per hour. */
export async function startGraphite(): Promise<Graphite | { readonly missing: string }> {
  const packages = await unpackedPackages('graphite', () =>
    withDependencies('graphite-web', 'graphite-carbon'),
  );
  if ('missing' in packages) return packages;
  const folder = tempFolder('throughline-graphite');
  // A folder that is not there when the web server starts is never looked into.
  mkdirSync(join(folder.path, 'whisper'));
  const python = pythonOf(packages.home);
  const env = environmentOf(packages.home, folder.path);
  const queries = await freePort();
  const carbon = await startServerProcess(
    python,
    async (_, port) => {
      const settings = join(folder.path, 'carbon.conf');
      writeFileSync(settings, carbonSettings(folder.path, port, await freePort(), queries));
      writeFileSync(join(folder.path, 'storage-schemas.conf'), '[all]\npattern = .*\nretentions = 1h:400d\n');
      const program = join(packages.home, 'usr', 'bin', 'carbon-cache');
      const pidFile = join(folder.path, 'carbon.pid');
      return [program, `--config=${settings}`, `--pidfile=${pidFile}`, '--nodaemon', 'start'];
    },
    '',
    env,
  );
  const stopCarbon = async (): Promise<void> => {
    await carbon.stop();
    folder.dispose();
  };
  const web = await startServerProcess(
    python,
    (_, port) => {
      writeFileSync(join(folder.path, 'local_settings.py'), webSettings(folder.path, queries));
      return ['-m', 'django', 'runserver', '--noreload', '--insecure', `127.0.0.1:${port}`];
    },
    '/render?format=json&target=none',
    env,
  ).catch(async (error: unknown) => {
    await stopCarbon();
    throw error;
  });
  return {
    origin: web.origin,
    async write(lines) {
      const socket = connect(Number(new URL(carbon.origin).port), '127.0.0.1');
      const closed = once(socket, 'close');
      socket.end(lines.map((line) => `${line.join(' ')}\n`).join(''));
      await closed;
      const paths = new Set(lines.map(([path]) => path));
      for (const path of paths) await seen(web.origin, path, lines.filter(([one]) => one === path).length);
    },
    async stop() {
      await web.stop();
      await stopCarbon();
    },
  };
}

async function seen(origin: string, path: string, count: number): Promise<void> {
  const url = `${origin}/render?format=json&from=-300d&target=${path}`;
  for (const deadline = Date.now() + SEEN_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    const found = (await (await fetch(url)).json()) as { datapoints: [number | null, number][] }[];
    if (found[0]?.datapoints.filter(([value]) => value !== null).length === count) return;
  }
  throw new Error(`Graphite did not take up ${path}`);
}

/** Where the system had no Python it is one of the packages. */
function pythonOf(home: string): string {
  const unpacked = join(home, 'usr', 'bin', 'python3');
  return existsSync(unpacked) ? unpacked : SYSTEM_PYTHON;
}

function environmentOf(home: string, folder: string): NodeJS.ProcessEnv {
  const libraries = [join(home, 'usr', 'lib'), join(home, 'lib')].flatMap((lib) =>
    existsSync(lib)
      ? readdirSync(lib)
          .filter((name) => name.includes('-linux-gnu'))
          .map((name) => join(lib, name))
      : [],
  );
  // What draws pictures asks the system's own list of libraries for this one, or else for its plain name.
  const xcb = libraries.map((library) => join(library, 'libxcb.so.1')).find((path) => existsSync(path));
  if (xcb !== undefined) symlinkSync(xcb, join(folder, 'libxcb.so'));
  const modules = libraries.map((library) => join(library, 'ossl-modules')).find((path) => existsSync(path));
  return {
    // OpenSSL looks for what it loads later where its package would have been installed.
    ...(modules === undefined ? {} : { OPENSSL_MODULES: modules }),
    PYTHONPATH: [folder, join(home, 'usr', 'lib', 'python3', 'dist-packages')].join(':'),
    PYTHONHOME: undefined,
    LD_LIBRARY_PATH: [...libraries, folder].join(':'),
    DJANGO_SETTINGS_MODULE: 'graphite.settings',
    GRAPHITE_SETTINGS_MODULE: 'local_settings',
  };
}

function carbonSettings(folder: string, lines: number, pickles: number, queries: number): string {
  return `[cache]
STORAGE_DIR = ${folder}
LOCAL_DATA_DIR = ${folder}/whisper
CONF_DIR = ${folder}
LOG_DIR = ${folder}
PID_DIR = ${folder}
LINE_RECEIVER_INTERFACE = 127.0.0.1
LINE_RECEIVER_PORT = ${lines}
PICKLE_RECEIVER_INTERFACE = 127.0.0.1
PICKLE_RECEIVER_PORT = ${pickles}
CACHE_QUERY_INTERFACE = 127.0.0.1
CACHE_QUERY_PORT = ${queries}
MAX_UPDATES_PER_SECOND = inf
MAX_CREATES_PER_MINUTE = inf
ENABLE_TAGS = False
CARBON_METRIC_INTERVAL = 0
`;
}

function webSettings(folder: string, queries: number): string {
  const text = (value: string): string => JSON.stringify(value);
  return `SECRET_KEY = 'only for a test'
ALLOWED_HOSTS = ['127.0.0.1']
TIME_ZONE = 'UTC'
STORAGE_DIR = ${text(folder)}
CONF_DIR = ${text(folder)}
LOG_DIR = ${text(folder)}
STATIC_ROOT = ${text(join(folder, 'static'))}
INDEX_FILE = ${text(join(folder, 'index'))}
WHISPER_DIR = ${text(join(folder, 'whisper'))}
LOG_ROTATION = False
CARBONLINK_HOSTS = ['127.0.0.1:${queries}']
CACHES = {'default': {'BACKEND': 'django.core.cache.backends.dummy.DummyCache'}}
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}}
`;
}
