import { createHttp } from '../../src/io/http';

/* Asks the address given, as any face would, with the token given if any, and prints what came of it. */
const token = process.argv[3];
const http = createHttp({
  approved: () => true,
  credential: async () =>
    token === undefined ? undefined : { headers: { authorization: `Bearer ${token}` } },
  timeoutMs: 5_000,
});
void http
  .send({ method: 'GET', url: process.argv[2] ?? '' })
  .then((sent) => process.stdout.write(JSON.stringify(sent)));
