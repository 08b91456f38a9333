// A form of ours carries a token that only we can make for this visitor, so no other site can send it.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export function visitorOf(request) {
  return /(?:^|;\s*)visitor=([0-9a-f]{32})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
}

export function newVisitor() {
  return randomBytes(16).toString('hex');
}

export function formToken(secret, visitor) {
  return createHmac('sha256', secret).update(visitor).digest('hex');
}

export function isFormToken(secret, visitor, token) {
  const expected = Buffer.from(formToken(secret, visitor));
  const given = Buffer.from(token);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
