// The pages of the dashboard.
import { createServer } from 'node:http';
import { renderPage } from './page.js';
import { askForSignals, lookAtServices } from './services.js';
import { formToken, isFormToken, newVisitor, visitorOf } from './session.js';

const LARGEST_FORM = 4096;

const ALWAYS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
};

function send(response, status, type, body, headers = {}) {
  response.writeHead(status, { ...ALWAYS, 'Content-Type': type, ...headers });
  response.end(body);
}

const sendJson = (response, status, value) => send(response, status, 'application/json', JSON.stringify(value));

async function readForm(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > LARGEST_FORM) break;
  }
  return new URLSearchParams(text);
}

async function showPage(settings, request, response) {
  const known = visitorOf(request);
  const visitor = known ?? newVisitor();
  const state = await lookAtServices(settings);
  const page = renderPage(state, { token: formToken(settings.sessionSecret, visitor), refresh: settings.refresh });
  const cookie = known ? {} : { 'Set-Cookie': `visitor=${visitor}; HttpOnly; SameSite=Strict; Path=/` };
  send(response, 200, 'text/html; charset=utf-8', page, cookie);
}

async function refreshSignals(settings, request, response) {
  const visitor = visitorOf(request);
  const token = (await readForm(request)).get('token') ?? '';
  if (!visitor || !isFormToken(settings.sessionSecret, visitor, token)) {
    send(response, 403, 'text/plain', 'this form is not ours, or too old: load the page again\n');
    return;
  }
  await askForSignals(settings);
  response.writeHead(303, { ...ALWAYS, Location: '/' });
  response.end();
}

export function createDashboard(settings) {
  const routes = {
    'GET /': (request, response) => showPage(settings, request, response),
    'GET /api/state': async (request, response) => sendJson(response, 200, await lookAtServices(settings)),
    // Healthy means that we answer: what the others are is on the page.
    'GET /health': (request, response) => sendJson(response, 200, { status: 'ok', service: 'nextjs-ui-dashboard' }),
    'POST /signals': (request, response) => refreshSignals(settings, request, response),
  };
  return createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    // To HEAD node sends the same answer without its body.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = routes[`${method} ${path}`];
    try {
      if (route) await route(request, response);
      else send(response, 404, 'text/plain', 'no such page\n');
    } catch (problem) {
      console.error(`${request.method} ${path}: ${problem.stack}`);
      if (!response.headersSent) send(response, 500, 'text/plain', 'something went wrong\n');
    }
  });
}
