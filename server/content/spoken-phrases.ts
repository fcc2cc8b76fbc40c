import type { Spoken } from '@hornbook/shared/authoring/authored-question.ts';
import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { Phrases } from '@hornbook/shared/content/media.ts';
import type { AssetRef, PartRef } from '@hornbook/shared/content/pack.ts';
import { LEAST_COHORT } from '@hornbook/shared/pronunciation/judge.ts';
import { decodeReferences, encodeReferences, type ReferencePhrase } from '@hornbook/shared/pronunciation/references.ts';
import type { AuthoredCourse, AuthoredLesson } from './authored-course.ts';

/** Compared with more, a take's place among them says more; each costs some 6 KB and a few milliseconds. */
const COMPARED = 12;

const nothing: { spoken: Map<string, Spoken>; assets: AssetRef[] } = { spoken: new Map(), assets: [] };

export const speechPath = (media: string): string => `assets/${media}/phrases.speech`;

/**
 * What the phrases of a course are compared with. A lesson's file holds its own phrases and, so that there are enough,
 * those of the lessons after it and before.
 */
export const createSpoken = (
  course: AuthoredCourse,
  addFile: (bytes: Uint8Array, mediaType: string) => PartRef,
  problems: Problems,
) => {
  const lessons = course.units.flatMap((unit) => unit.lessons).filter(({ story }) => story?.fields.phrases);
  const phrasesOf = new Map<string, ReferencePhrase[]>();
  for (const { story, fields } of lessons) {
    const bytes = story && course.assets.get(speechPath(story.fields.media))?.bytes;
    const references = bytes && decodeReferences(bytes);
    const listed = story?.fields.phrases?.list ?? [];
    const holds = ({ id, text }: { id: string; text: string }) =>
      references?.phrases.some((one) => one.id === id && one.text === text);
    if (references && listed.every(holds)) phrasesOf.set(fields.id, references.phrases);
  }

  /** The lesson's phrases to be asked for, and their file. Empty where the lesson has none. */
  return (lesson: AuthoredLesson, phrases: Phrases | null): { spoken: Map<string, Spoken>; assets: AssetRef[] } => {
    const asked = lesson.activities.some(({ questions }) =>
      questions.some(({ fields }) => fields.kind === 'speak' && fields.phrase !== undefined),
    );
    if (!asked || !phrases || !lesson.story) return nothing;
    const own = phrasesOf.get(lesson.fields.id);
    if (!own) {
      const path = speechPath(lesson.story.fields.media);
      problems.add(lesson.place, `${path} does not hold the phrases of its story; npm run media makes it`);
      return nothing;
    }
    const at = lessons.indexOf(lesson);
    const around = [...lessons.slice(at + 1), ...lessons.slice(0, at).reverse()];
    const seen = new Set(own.map(({ text }) => text));
    const filling = around
      .flatMap(({ fields }) => phrasesOf.get(fields.id) ?? [])
      .filter(({ text }) => !seen.has(text) && seen.add(text));
    const compared = [...own, ...filling.slice(0, Math.max(0, COMPARED - own.length))];
    if (compared.length <= LEAST_COHORT) {
      problems.add(
        lesson.place,
        `asks to speak, but its course has ${compared.length} phrases; it takes ${LEAST_COHORT + 1}`,
      );
      return nothing;
    }
    const file = addFile(encodeReferences({ type: 'synthetic', phrases: compared }), 'application/octet-stream');
    const spoken = new Map(
      phrases.items.map(({ id, text, ipa, clips }): [string, Spoken] => [
        id,
        {
          phrase: { id, text, ipa },
          voices: phrases.voices.flatMap((voice) => {
            const clip = clips[voice.id];
            return clip ? [{ ...voice, clip }] : [];
          }),
          references: file,
          others: compared.filter((other) => other.id !== id).map((other) => ({ id: other.id, text: other.text })),
        },
      ]),
    );
    const about = { kind: 'metadata', mediaType: 'application/octet-stream', alt: null, optional: true as const };
    return { spoken, assets: [{ ...file, ...about }] };
  };
};
