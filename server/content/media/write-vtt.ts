interface Said {
  speaker: string | null;
  text: string;
  startMs: number;
  endMs: number;
}

/** WebVTT with a voice for each cue. A cue stays up until shortly before the next one, for slow readers. */
export const writeWebVtt = (lines: readonly Said[], wholeMs: number): string => {
  const cues = lines.map(({ speaker, text, startMs, endMs }, index) => {
    const until = Math.min(endMs + 900, (lines[index + 1]?.startMs ?? wholeMs) - 40);
    const voice = speaker === null ? '' : `<v ${escaped(speaker)}>`;
    return `${index + 1}\n${time(startMs)} --> ${time(Math.max(endMs, until))}\n${voice}${escaped(text)}`;
  });
  return `${['WEBVTT', ...cues].join('\n\n')}\n`;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const time = (ms: number): string => {
  const part = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 60_000)}:${part((ms / 1000) % 60)}.${part(ms % 1000, 3)}`;
};
