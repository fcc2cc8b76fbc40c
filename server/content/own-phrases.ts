import type { AuthoredAsset, AuthoredQuestion, Spoken } from '@hornbook/shared/authoring/authored-question.ts';
import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { QuestionFields } from '@hornbook/shared/authoring/question-format.ts';
import { spokenOf } from '@hornbook/shared/authoring/spoken-of.ts';
import type { AssetRef, PartRef } from '@hornbook/shared/content/pack.ts';
import { comparedWith } from '@hornbook/shared/pronunciation/compared-with.ts';
import { type LookedAt, lookAtSound } from '@hornbook/shared/pronunciation/look-at-sound.ts';
import { encodeReferences, type ReferencePhrase } from '@hornbook/shared/pronunciation/references.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { readWav } from '@hornbook/shared/pronunciation/wav.ts';
import type { AuthoredActivity, AuthoredCourse } from './authored-course.ts';

interface PhraseTools {
  addFile: (bytes: Uint8Array, mediaType: string) => PartRef;
  addAsset: (asset: AuthoredAsset, about: Pick<AssetRef, 'alt'>) => AssetRef;
  problems: Problems;
}

type OwnPhrase = Extract<QuestionFields, { kind: 'speak' }> & { voices: { name: string; sound: string }[] };

/** A sound of this length takes the service a second to look at; what is longer is no phrase. */
const MOST_SECONDS = 30;

const FAULTS: Record<NonNullable<LookedAt['fault']>, string> = {
  silent: 'holds no speech that can be heard',
  'too-short': 'is too short: it must hold the whole phrase',
  'too-long': 'is too long: it must hold the phrase and nothing else',
  clipped: 'was recorded too loud',
  noisy: 'is too noisy to be compared with',
};

const ownPhrase = ({ fields }: AuthoredQuestion): OwnPhrase[] =>
  fields.kind === 'speak' && fields.voices && !fields.retired ? [fields as OwnPhrase] : [];

/**
 * The phrases that questions bring along themselves, with their recordings. What takes are compared with follows from those
 * alone, so it is made here anew, from the sound that learners hear, and by nobody else.
 */
export const createOwnSpoken = async (course: AuthoredCourse, { addFile, addAsset, problems }: PhraseTools) => {
  const looked = new Map<string, LookedAt | null>();
  const lookAt = (path: string, place: AuthoredQuestion['place']): LookedAt | null => {
    const known = looked.get(path);
    if (known !== undefined) return known;
    const asset = course.assets.get(path);
    const samples = asset && readWav(asset.bytes);
    const tell = (words: string): null => {
      problems.add(place, `${path} ${words}`);
      return null;
    };
    const read = (): LookedAt | null => {
      if (!asset) return tell('is missing');
      // Whatever is wrong with it, it is asked for.
      addFile(asset.bytes, asset.mediaType);
      if (!samples) return tell('is no WAV file of 16-bit samples');
      if (samples.length > MOST_SECONDS * SAMPLE_RATE) return tell(FAULTS['too-long']);
      const found = lookAtSound(samples);
      return found.fault ? tell(FAULTS[found.fault]) : found;
    };
    const found = read();
    looked.set(path, found);
    return found;
  };

  const phrases = new Map<string, ReferencePhrase>();
  const activities = course.units.flatMap((unit) => [
    ...unit.lessons.flatMap((lesson) => lesson.activities),
    ...unit.activities,
  ]);
  for (const question of activities.flatMap(({ questions }) => questions)) {
    for (const { id, text = '', voices } of ownPhrase(question)) {
      const heard = voices.flatMap(({ sound }, index) => {
        const found = lookAt(sound, question.place);
        return found ? [{ id: `v${index + 1}`, features: found.features }] : [];
      });
      // A publishing service answers others in between.
      await new Promise((resolve) => setImmediate(resolve));
      if (heard.length === voices.length) phrases.set(id, { id, text, voices: heard });
    }
  }

  /** The own phrases of a lesson's or a unit's activities, by their questions, and all files they take. */
  return (authored: readonly AuthoredActivity[]): { spoken: Map<string, Spoken>; assets: AssetRef[] } => {
    const asked = authored
      .filter(({ fields }) => !fields.retired)
      .flatMap(({ questions }) => questions.flatMap(ownPhrase))
      .filter(({ id }) => phrases.has(id));
    const own = asked.map(({ id }) => phrases.get(id) as ReferencePhrase);
    if (own.length === 0) return { spoken: new Map(), assets: [] };
    const compared = comparedWith(own, [...phrases.values()]);
    const references = addFile(encodeReferences({ type: 'human', phrases: compared }), 'application/octet-stream');
    // Without them there is nothing to do here, and they are small: they come with the text.
    const about = { kind: 'metadata', mediaType: 'application/octet-stream', alt: null } as const;
    const assets = new Map<string, AssetRef>([[references.sha256, { ...references, ...about }]]);
    const spoken = asked.map((fields): [string, Spoken] => {
      const voices = fields.voices.map(({ name, sound }, index) => {
        const ref = addAsset(course.assets.get(sound) as AuthoredAsset, { alt: null });
        assets.set(ref.sha256, ref);
        const { endMs } = (looked.get(sound) as LookedAt).speech;
        return { id: `v${index + 1}`, name, sha256: ref.sha256, sizeBytes: ref.sizeBytes, endMs };
      });
      return [fields.id, spokenOf(fields, course.fields.language, voices, references, compared)];
    });
    return { spoken: new Map(spoken), assets: [...assets.values()] };
  };
};
