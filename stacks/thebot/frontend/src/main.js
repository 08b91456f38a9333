// Shows the view of the address, on this page and on every click of a link, and again when an event tells of a change.
import { ROUTES, problemView } from './views.js';

const place = document.getElementById('view');

async function show() {
  const route = ROUTES[location.pathname];
  if (!route) {
    place.innerHTML = problemView(`There is no page ${location.pathname}.`);
    return;
  }
  try {
    const answer = await fetch(route.address, { headers: { Accept: 'application/json' } });
    place.innerHTML = route.view(await answer.json());
  } catch (problem) {
    place.innerHTML = problemView(problem.message);
  }
}

document.addEventListener('click', (click) => {
  const link = click.target.closest('a[data-link]');
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
  click.preventDefault();
  history.pushState(null, '', link.href);
  show();
});
addEventListener('popstate', show);

function listen() {
  const events = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/events/`);
  events.addEventListener('message', show);
  events.addEventListener('close', () => setTimeout(listen, 5000));
}

show();
listen();
