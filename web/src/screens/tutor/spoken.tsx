import { useEffect, useRef, useState } from 'react';

/** Sentences that are whole; what is being written is not read out. */
const sentencesOf = (text: string): string[] => text.match(/[^.!?。！？؟\n]+[.!?。！？؟\n]+/g) ?? [];

/**
 * Reads an answer to a screen reader while it comes: politely, a sentence at a time, each once. The region is there before
 * its first words, or they would not be heard.
 */
export const Spoken = ({ text, done }: { text: string; done: string | null }) => {
  const said = useRef(0);
  const [sentences, setSentences] = useState<string[]>([]);
  useEffect(() => {
    const whole = sentencesOf(text);
    if (whole.length < said.current) said.current = 0;
    if (whole.length > said.current) {
      setSentences(whole.slice(said.current));
      said.current = whole.length;
    }
  }, [text]);
  return (
    <div className="visually-hidden" aria-live="polite" role="log">
      {sentences.join(' ')}
      {done && <p>{done}</p>}
    </div>
  );
};
