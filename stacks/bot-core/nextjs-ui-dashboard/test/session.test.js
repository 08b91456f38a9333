import assert from 'node:assert/strict';
import test from 'node:test';
import { formToken, isFormToken, newVisitor, visitorOf } from '../src/session.js';

test('a form token is good for its visitor and for no other', () => {
  const visitor = newVisitor();
  const token = formToken('secret', visitor);

  assert.equal(isFormToken('secret', visitor, token), true);
  assert.equal(isFormToken('secret', newVisitor(), token), false);
  assert.equal(isFormToken('another secret', visitor, token), false);
  assert.equal(isFormToken('secret', visitor, ''), false);
});

test('the visitor is read from the cookie', () => {
  const visitor = newVisitor();

  assert.equal(visitorOf({ headers: { cookie: `theme=dark; visitor=${visitor}` } }), visitor);
  assert.equal(visitorOf({ headers: {} }), undefined);
});
