// What each address shows, as text of HTML. Everything from outside is escaped.
export function escape(text) {
  return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function row(cells) {
  return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
}

export function botsView({ bots }) {
  if (bots.length === 0) return '<h1>Bots</h1><p class="quiet">There is none yet. Members of the staff add some under Administration.</p>';
  const rows = bots.map((bot) => row([bot.name, bot.description, bot.is_active ? 'active' : 'resting', bot.created_at.slice(0, 10)]));
  return `<h1>Bots</h1><table><thead><tr><th>Name</th><th>Description</th><th>State</th><th>Since</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

export function systemView(health) {
  const rows = Object.entries(health).map(([name, value]) => row([name.replaceAll('_', ' '), Array.isArray(value) ? value.join(', ') || 'none' : value]));
  return `<h1>System</h1><table><tbody>${rows.join('')}</tbody></table>`;
}

export function problemView(text) {
  return `<h1>That did not work</h1><p>${escape(text)}</p>`;
}

export const ROUTES = {
  '/': { address: '/api/bots/', view: botsView },
  '/system': { address: '/api/system/health/', view: systemView },
};
