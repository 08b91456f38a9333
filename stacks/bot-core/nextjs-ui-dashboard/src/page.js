// The page, made on the server and complete without scripts.
import { STYLE } from './style.js';

export function escape(text) {
  return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const KIND = { ok: 'good', degraded: 'fair', down: 'bad' };

function service({ name, address, state, time, details }) {
  const rows = details.map(([key, value]) => `<dt>${escape(key)}</dt><dd>${escape(value)}</dd>`).join('');
  return `
    <article class="card">
      <header>
        <h2>${escape(name)}</h2>
        <span class="state ${KIND[state] ?? 'bad'}">${escape(state)}</span>
      </header>
      <p class="quiet">${escape(address)} · answered in ${escape(time)} ms</p>
      <dl>${rows}</dl>
    </article>`;
}

function signal({ symbol, action, confidence, made_at: at }) {
  return `
        <tr>
          <td>${escape(symbol)}</td>
          <td><span class="action ${escape(action)}">${escape(action)}</span></td>
          <td class="number">${(Number(confidence) * 100).toFixed(0)} %</td>
          <td class="quiet">${escape(String(at).slice(0, 19).replace('T', ' '))}</td>
        </tr>`;
}

function signalTable(signals) {
  if (signals.length === 0) return '<p class="quiet">None yet. Ask for some.</p>';
  return `
      <table>
        <thead><tr><th>Market</th><th>Advice</th><th class="number">Confidence</th><th>Made at (UTC)</th></tr></thead>
        <tbody>${signals.map(signal).join('')}
        </tbody>
      </table>`;
}

export function renderPage(state, { token, refresh }) {
  const up = state.services.every(({ state }) => state === 'ok');
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta http-equiv="refresh" content="${Math.max(1, Math.round(refresh / 1000))}">
  <title>${up ? 'All is well' : 'Attention'} · Bot Core</title>
  <style>${STYLE}</style>
</head>
<body>
  <main>
    <header class="top">
      <h1>Bot Core</h1>
      <p class="${up ? 'good' : 'bad'} summary">${up ? 'All services are well' : 'Not all services are well'}</p>
    </header>
    <section class="cards">${state.services.map(service).join('')}
    </section>
    <section class="card">
      <header>
        <h2>Signals</h2>
        <form method="post" action="/signals">
          <input type="hidden" name="token" value="${escape(token)}">
          <button>Ask for signals now</button>
        </form>
      </header>${signalTable(state.signals)}
    </section>
    <footer class="quiet">Looked at ${escape(state.at.slice(0, 19).replace('T', ' '))} UTC</footer>
  </main>
</body>
</html>
`;
}
