import type { PartRef } from '../content/pack.ts';
import type { ReferencePhrase } from '../pronunciation/references.ts';
import type { Spoken } from './authored-question.ts';
import type { QuestionFields } from './question-format.ts';

/** A recording of a phrase: a file of that phrase and nothing else. */
export interface VoiceSound {
  id: string;
  name: string;
  sha256: string;
  sizeBytes: number;
  /** Where the speech in it is over. */
  endMs: number;
}

type OwnPhrase = Pick<Extract<QuestionFields, { kind: 'speak' }>, 'id' | 'text' | 'ipa' | 'language'>;

/** What a question asks with that brings its own phrase: its id is the question's. */
export const spokenOf = (
  { id, text = '', ipa = '', language }: OwnPhrase,
  courseLanguage: string,
  voices: readonly VoiceSound[],
  references: PartRef,
  compared: readonly ReferencePhrase[],
): Spoken => ({
  phrase: { id, text, ipa, ...(language && { lang: language }) },
  voices: voices.map(({ id: voiceId, name, sha256, sizeBytes, endMs }) => ({
    id: voiceId,
    name,
    accent: language ?? courseLanguage,
    sources: [{ sha256, sizeBytes, mediaType: 'audio/wav' }],
    clip: { startMs: 0, endMs },
  })),
  references,
  // What nobody says has no text, and no name to be told by.
  others: compared.flatMap((other) =>
    other.id === id || other.text === '' ? [] : [{ id: other.id, text: other.text }],
  ),
});
