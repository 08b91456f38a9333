import assert from 'node:assert/strict';
import { test } from 'node:test';
import { botsView, problemView, systemView } from '../src/views.js';

test('what comes from outside is escaped', () => {
  const bot = { name: '<b>', description: '"&', is_active: true, created_at: '2026-01-02T03:04:05Z' };
  assert.ok(botsView({ bots: [bot] }).includes('<td>&#60;b&#62;</td><td>&#34;&#38;</td><td>active</td><td>2026-01-02</td>'));
  assert.ok(problemView('<i>').includes('&#60;i&#62;'));
});

test('no bot is no empty table', () => assert.ok(!botsView({ bots: [] }).includes('<table')));

test('an empty list reads as none', () => assert.ok(systemView({ pending_migrations: [] }).includes('<td>pending migrations</td><td>none</td>')));
