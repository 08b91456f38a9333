import assert from 'node:assert/strict';
import test from 'node:test';
import { renderPage } from '../src/page.js';

const options = { token: 'form-token', refresh: 5000 };
const engine = { name: 'rust-core-engine', address: ':8080', state: 'ok', time: 3, details: [['database', 'ok']] };

test('everything is well when every service is', () => {
  const page = renderPage({ at: '2025-01-01T00:00:00.000Z', services: [engine], signals: [] }, options);

  assert.match(page, /All services are well/);
});

test('one service that is down shows', () => {
  const down = { ...engine, state: 'down', details: [['reason', 'ECONNREFUSED']] };
  const page = renderPage({ at: '2025-01-01T00:00:00.000Z', services: [engine, down], signals: [] }, options);

  assert.match(page, /Not all services are well/);
  assert.match(page, /ECONNREFUSED/);
});

test('what a service says is shown as text', () => {
  const sly = { ...engine, details: [['note', '<script>alert(1)</script>']] };
  const page = renderPage({ at: '2025-01-01T00:00:00.000Z', services: [sly], signals: [] }, options);

  assert.doesNotMatch(page, /<script>/);
});
