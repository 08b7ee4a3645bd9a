import { createHttp } from '../../src/io/http';

/* Asks the address given, as any face would, and prints what came of it. */
const http = createHttp({ approved: () => true, credential: async () => undefined, timeoutMs: 5_000 });
void http
  .send({ method: 'GET', url: process.argv[2] ?? '' })
  .then((sent) => process.stdout.write(JSON.stringify(sent)));
