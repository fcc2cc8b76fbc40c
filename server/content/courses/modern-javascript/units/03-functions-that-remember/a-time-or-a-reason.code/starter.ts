type Result =
  | { ok: true; minutes: number }
  | { ok: false; reason: 'not a time' | 'out of range' };

function parseTime(text: string): Result {
  const [hours, minutes] = text.split(':').map(Number);
  return { ok: true, minutes: hours! * 60 + minutes! };
}

function describeTime(result: Result): string {
  return '';
}
