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

function describe(name, address, answer) {
  const state = answer.ok ? answer.body?.status ?? 'ok' : 'down';
  const details = Object.entries(answer.body ?? {})
    .filter(([key]) => key !== 'status' && key !== 'service')
    .map(([key, value]) => [key.replaceAll('_', ' '), typeof value === 'object' ? JSON.stringify(value) : String(value)]);
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
