import { createServer } from 'node:http';

const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(request.url === '/healthz' ? { status: 'ok' } : { service: 'node-api' }));
});

server.listen(3000);
process.on('SIGTERM', () => server.close());
