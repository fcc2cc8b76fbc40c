// Loaded into the service before anything else: its clock is as far ahead as the file says, so that a week can pass.
import { readFileSync } from 'node:fs';

const file = process.env.HORNBOOK_TEST_CLOCK;
const RealDate = Date;
let ahead = 0;
let readAt = Number.NEGATIVE_INFINITY;

const now = () => {
  if (performance.now() - readAt > 50) {
    readAt = performance.now();
    ahead = Number(readFileSync(file, 'utf8'));
  }
  return RealDate.now() + ahead;
};

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }
  static now() {
    return now();
  }
};
