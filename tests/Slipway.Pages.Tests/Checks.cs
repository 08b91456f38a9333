namespace Slipway.Pages.Tests;

/// <summary>What a page is held against, as scripts that return what is wrong.</summary>
internal static class Checks
{
    /// <summary>Text that does not stand out: WCAG 2.2, success criterion 1.4.3, a contrast of 4.5 to 1, 3 to 1 for large text.</summary>
    public const string Contrast = """
        () => {
          const channels = color => { const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const light = ({ r, g, b }) => [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = element => {
            for (let e = element; e; e = e.parentElement) {
              const color = channels(getComputedStyle(e).backgroundColor);
              if (color.a > 0) return color;
            }
            return { r: 255, g: 255, b: 255 };
          };
          const wrong = [];
          for (const element of document.querySelectorAll('body *')) {
            if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) || !element.checkVisibility()) continue;
            if (['SCRIPT', 'STYLE', 'title', 'OPTION'].includes(element.tagName)) continue;
            const style = getComputedStyle(element);
            const inDrawing = element.namespaceURI.endsWith('svg');
            const box = inDrawing && element.parentElement.querySelector('rect.box');
            const paper = box ? channels(getComputedStyle(box).fill) : behind(element);
            const [a, b] = [light(channels(inDrawing ? style.fill : style.color)), light(paper)].sort((x, y) => y - x);
            const size = parseFloat(style.fontSize);
            const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
            if ((a + 0.05) / (b + 0.05) < needed) wrong.push(`${element.tagName}.${element.getAttribute('class')} '${element.textContent.trim().slice(0, 30)}' ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
          }
          return wrong;
        }
        """;

    /// <summary>Controls, links, tables and drawings without a name, doubled ids, headings that leave out a level, links to nowhere.</summary>
    public const string Names = """
        () => {
          const wrong = [];
          const name = e => (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || '').trim();
          for (const e of document.querySelectorAll('a, button, input, select, [role]')) {
            const labelled = e.getAttribute('aria-labelledby');
            if (labelled ? !document.getElementById(labelled)?.textContent.trim() : !name(e)) wrong.push(`no name: ${e.outerHTML.slice(0, 80)}`);
          }
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          wrong.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `twice: ${id}`));
          let level = 0;
          for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
            const next = Number(h.tagName[1]);
            if (next > level + 1) wrong.push(`heading ${h.textContent} after level ${level}`);
            level = next;
          }
          for (const a of document.querySelectorAll('a[href^="#"]'))
            if (!document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)))) wrong.push(`leads nowhere: ${a.getAttribute('href')}`);
          if (!document.documentElement.lang) wrong.push('no language');
          for (const th of document.querySelectorAll('th')) if (!th.scope) wrong.push('a heading of a table without scope');
          return wrong;
        }
        """;
}
