type Result =
  | { ok: true; minutes: number }
  | { ok: false; reason: 'not a time' | 'out of range' };

function parseTime(text: string): Result {
  const match = /^(\d\d):(\d\d)$/.exec(text);
  if (!match) return { ok: false, reason: 'not a time' };
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  if (hours > 23 || minutes > 59) return { ok: false, reason: 'out of range' };
  return { ok: true, minutes: hours * 60 + minutes };
}

function describeTime(result: Result): string {
  if (!result.ok) return `Sorry: ${result.reason}`;
  return `${result.minutes} minutes after midnight`;
}
