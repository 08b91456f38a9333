import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashedName, pageWith, withHashedNames } from '../build.mjs';

test('a name follows from the content', () => {
  assert.equal(hashedName('a.js', 'x'), hashedName('a.js', 'x'));
  assert.notEqual(hashedName('a.js', 'x'), hashedName('a.js', 'y'));
  assert.match(hashedName('a.b.css', 'x'), /^a\.b\.[0-9a-f]{10}\.css$/);
});

test('a change of an imported module renames its importer', () => {
  const made = (text) => withHashedNames(new Map([['main.js', "import './other.js';"], ['other.js', text]])).get('main.js');
  assert.notEqual(made('1').name, made('2').name);
  assert.match(made('1').content, /import '\.\/other\.[0-9a-f]{10}\.js';/);
});

test('a circle of modules is refused', () => {
  assert.throws(() => withHashedNames(new Map([['a.js', "'./b.js'"], ['b.js', "'./a.js'"]])), /a\.js -> b\.js -> a\.js/);
});

test('the page names the assets by their new names, and only those that are there', () => {
  const assets = new Map([['main.js', { name: 'main.1.js' }]]);
  assert.equal(pageWith('<script src="main.js">', assets), '<script src="/assets/main.1.js">');
  assert.throws(() => pageWith('<link href="lost.css">', assets), /lost\.css/);
});
