// In the page itself: one request, and nothing to wait for.
export const STYLE = `
  :root {
    --page: #f6f7f9; --card: #ffffff; --line: #e3e6ea; --text: #1b2129; --quiet: #667080;
    --good: #14804a; --fair: #9a6200; --bad: #c02b2b; --accent: #2f5bd7;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --page: #12151a; --card: #1a1f26; --line: #2b323c; --text: #e6e9ee; --quiet: #95a0b0;
      --good: #4cc38a; --fair: #e0a847; --bad: #f0736f; --accent: #86a5ff;
    }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
  h1, h2, p { margin: 0; }
  h1 { font-size: 1.5rem; }
  h2 { font-size: 1.05rem; }
  header { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; justify-content: space-between; }
  .top { margin-bottom: 1.5rem; }
  .summary { font-weight: 600; }
  .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; margin-bottom: 1rem; }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; }
  .quiet { color: var(--quiet); font-size: .9rem; }
  .state { border: 1px solid; border-radius: 1rem; padding: 0 .7rem; font-size: .85rem; font-weight: 600; }
  .good, .buy { color: var(--good); }
  .fair, .hold { color: var(--fair); }
  .bad, .sell { color: var(--bad); }
  .action { font-weight: 600; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .15rem 1rem; margin: .75rem 0 0; font-size: .9rem; }
  dt { color: var(--quiet); }
  dd { margin: 0; overflow-wrap: anywhere; }
  table { width: 100%; border-collapse: collapse; margin-top: .75rem; font-size: .95rem; }
  th { text-align: left; color: var(--quiet); font-weight: 500; }
  th, td { padding: .35rem .5rem .35rem 0; border-top: 1px solid var(--line); }
  thead th { border-top: 0; }
  .number { text-align: right; padding-right: 1.5rem; font-variant-numeric: tabular-nums; }
  button { font: inherit; font-size: .9rem; color: var(--accent); background: none; border: 1px solid; border-radius: .5rem;
    padding: .2rem .8rem; cursor: pointer; }
  footer { margin-top: 1.5rem; }
`;
