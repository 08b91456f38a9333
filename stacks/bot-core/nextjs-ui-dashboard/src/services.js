// Asks the other services how they are.

async function ask(url, timeout, headers = {}) {
  const started = performance.now();
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeout) });
    const body = await response.json().catch(() => undefined);
    return { ok: response.ok, status: response.status, body, time: Math.round(performance.now() - started) };
  } catch (problem) {
    // fetch hides the reason ("connection refused") one level down.
    const reason = problem.cause?.code ?? problem.name;
    return { ok: false, reason, time: Math.round(performance.now() - started) };
  }
}

// { exchange: { testnet: true } } becomes [['exchange testnet', 'true']].
function flatten(value, prefix = '') {
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = `${prefix}${key.replaceAll('_', ' ')}`;
    return inner !== null && typeof inner === 'object' ? flatten(inner, `${name} `) : [[name, String(inner)]];
  });
}

function describe(name, address, answer) {
  const { status, service, ...facts } = answer.body ?? {};
  const state = answer.ok ? status ?? 'ok' : 'down';
  const details = flatten(facts);
  if (answer.reason) details.push(['reason', answer.reason]);
  return { name, address, state, time: answer.time, details };
}

export async function lookAtServices(settings) {
  const token = { 'X-Inter-Service-Token': settings.interServiceToken };
  const [engine, ai, signals] = await Promise.all([
    ask(`${settings.engineUrl}/api/health`, settings.timeout),
    ask(`${settings.aiUrl}/health`, settings.timeout),
    ask(`${settings.aiUrl}/api/predictions`, settings.timeout, token),
  ]);
  return {
    at: new Date().toISOString(),
    services: [
      describe('rust-core-engine', ':8080', engine),
      describe('python-ai-service', ':8000', ai),
    ],
    signals: signals.ok && Array.isArray(signals.body) ? signals.body : [],
  };
}

// Makes the engine ask for advice now, for every market it watches.
export async function askForSignals(settings) {
  const answer = await ask(`${settings.engineUrl}/api/signals`, settings.timeout, {
    'X-Inter-Service-Token': settings.interServiceToken,
  });
  return answer.ok;
}
