import type { Cue } from '@hornbook/shared/content/media.ts';

const timing = /^((?:\d{2,}:)?\d{2}:\d{2}\.\d{3}) --> ((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})/;

/** The part of WebVTT that is written here: cues with an id, a time and a voice. Null for anything else. */
export const readWebVtt = (text: string): Cue[] | null => {
  const [head, ...blocks] = text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n{2,}/);
  if (!head?.startsWith('WEBVTT')) return null;
  const cues: Cue[] = [];
  for (const block of blocks) {
    if (/^(NOTE|STYLE|REGION)\b/.test(block)) continue;
    const [id = '', times = '', ...said] = block.split('\n');
    const [, start, end] = timing.exec(times) ?? [];
    if (!start || !end) return null;
    const [, speaker = null, words = ''] = /^(?:<v ([^>]+)>)?([\s\S]*)$/.exec(said.join(' ')) ?? [];
    cues.push({ id, startMs: inMs(start), endMs: inMs(end), speaker, text: plain(words) });
  }
  const ordered = cues.every((cue, index) => cue.startMs < cue.endMs && cue.startMs >= (cues[index - 1]?.endMs ?? 0));
  return ordered && cues.length > 0 ? cues : null;
};

const inMs = (time: string): number => {
  const [seconds = 0, minutes = 0, hours = 0] = time.split(':').map(Number).reverse();
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
};

const plain = (words: string): string =>
  words
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
