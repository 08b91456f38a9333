(() => {
  'use strict';
  const root = document.documentElement;
  const theme = document.getElementById('theme');
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const show = () => theme.setAttribute('aria-pressed', String(isDark()));
  // A page that was opened as a file may have no storage.
  const remembered = () => { try { return localStorage.getItem('slipway-theme'); } catch { return null; } };
  if (remembered()) root.dataset.theme = remembered();
  show();
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try { localStorage.setItem('slipway-theme', root.dataset.theme); } catch { /* it holds for this visit */ }
    show();
  });

  for (const form of document.querySelectorAll('form.filters')) {
    const rows = [...document.querySelectorAll(`#${form.dataset.table} tbody tr`)];
    const texts = rows.map(row => row.textContent.toLowerCase());
    const narrow = () => {
      const words = form.querySelector('input').value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = [...form.querySelectorAll('select')].filter(select => select.selectedIndex > 0);
      let count = 0;
      rows.forEach((row, i) => {
        const fits = words.every(word => texts[i].includes(word))
          && chosen.every(select => row.cells[Number(select.dataset.column)].textContent.trim() === select.value.trim());
        row.hidden = !fits;
        count += fits ? 1 : 0;
      });
      form.querySelector('output').value = count === rows.length ? `${count} rows` : `${count} of ${rows.length} rows`;
    };
    form.addEventListener('input', narrow);
    form.addEventListener('submit', event => event.preventDefault());
    // A link to a row that is filtered out must still show it.
    addEventListener('hashchange', () => {
      const row = rows.find(row => row.hidden && '#' + row.id === location.hash);
      if (!row) return;
      form.reset();
      narrow();
      row.scrollIntoView();
    });
  }

  const key = cell => cell.dataset.order === undefined ? cell.textContent.trim() : Number(cell.dataset.order);
  for (const button of document.querySelectorAll('button.order')) {
    button.addEventListener('click', () => {
      const heading = button.closest('th');
      const body = heading.closest('table').tBodies[0];
      const ascending = heading.getAttribute('aria-sort') !== 'ascending';
      for (const other of heading.parentNode.cells) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      const sign = ascending ? 1 : -1;
      const ordered = [...body.rows].map(row => [key(row.cells[heading.cellIndex]), row]);
      ordered.sort(([a], [b]) => sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true })));
      body.append(...ordered.map(([, row]) => row));
    });
  }
})();
