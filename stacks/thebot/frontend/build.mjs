// Makes the pages: assets get names after their content and a compressed copy, and index.html names them.
//   node build.mjs SRC DIST
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

export function hashedName(name, content) {
  const { name: stem, ext } = parse(name);
  return `${stem}.${createHash('sha256').update(content).digest('hex').slice(0, 10)}${ext}`;
}

// Modules import each other as './name.js': one that names another gets its name after that one has its own.
export function withHashedNames(files) {
  const done = new Map();
  const visiting = new Set();
  const finish = (name) => {
    if (done.has(name)) return done.get(name).name;
    if (visiting.has(name)) throw new Error(`modules import each other in a circle: ${[...visiting, name].join(' -> ')}`);
    visiting.add(name);
    const content = files.get(name).replace(/(['"])\.\/([\w.-]+)\1/g, (text, quote, other) =>
      files.has(other) ? `${quote}./${finish(other)}${quote}` : text);
    visiting.delete(name);
    done.set(name, { name: hashedName(name, content), content });
    return done.get(name).name;
  };
  for (const name of files.keys()) finish(name);
  return done;
}

export function pageWith(page, assets) {
  return page.replace(/(href|src)="([\w.-]+)"/g, (text, attribute, name) => {
    if (!assets.has(name)) throw new Error(`index.html names ${name}, which is not there`);
    return `${attribute}="/assets/${assets.get(name).name}"`;
  });
}

async function build(source, target) {
  const files = new Map();
  for (const name of (await readdir(source)).sort())
    if (name !== 'index.html') files.set(name, await readFile(join(source, name), 'utf8'));
  const assets = withHashedNames(files);
  await mkdir(join(target, 'assets'), { recursive: true });
  const write = async (path, content) => {
    await writeFile(path, content);
    await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
  };
  for (const { name, content } of assets.values()) await write(join(target, 'assets', name), content);
  await write(join(target, 'index.html'), pageWith(await readFile(join(source, 'index.html'), 'utf8'), assets));
  console.log(`${assets.size} assets, 1 page`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await build(process.argv[2], process.argv[3]);
