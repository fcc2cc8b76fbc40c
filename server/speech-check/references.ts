import { join } from 'node:path';
import { readFrontMatter } from '@hornbook/shared/authoring/front-matter.ts';
import { Problems } from '@hornbook/shared/authoring/problems.ts';
import { readText } from '@hornbook/shared/authoring/read-text.ts';
import { distance } from '@hornbook/shared/pronunciation/align.ts';
import { decodeReferences, referenceOf } from '@hornbook/shared/pronunciation/references.ts';
import { resample } from '@hornbook/shared/pronunciation/resample.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { coursesFolder, readCourseFolders } from '../content/course-files.ts';
import { heardIn } from '../content/media/make-references.ts';
import { SAMPLE_RATE as SPOKEN_RATE, speak } from '../content/media/speech.ts';
import { runTool, TOOLS } from '../content/media/tools.ts';
import { speechPath } from '../content/spoken-phrases.ts';
import { madeSchema, type StoryFields, storySchema } from '../content/story-format.ts';
import { round } from './figures.ts';

/** A recording of a text and the text said anew by the same voice are apart by no more than their coding. */
const SAME = 0.2;
/** What a file holds of a recording is that recording, in bytes. */
const HELD = 0.02;
/** Of an author's notation, as much may differ from a machine's: weak forms, and what joins two words. */
const NOTATION = 0.5;

type Voice = StoryFields['voices'][string];

const phonemes = async (text: string, { voice }: Voice, ipa: boolean): Promise<string> =>
  (await runTool(TOOLS.speech, ['-q', ipa ? '--ipa' : '-x', '-v', voice], { input: text }))
    .toString('utf8')
    .trim()
    .replaceAll(/\s+/g, ' ');

/** The sounds alone: stress, length, joins and rests are written in many ways. */
const bare = (ipa: string): string[] => [
  ...ipa
    .normalize('NFD')
    .replaceAll(/[\p{M}\sˈˌː.‿|ˑ]/gu, '')
    .replaceAll('ɡ', 'g')
    .replaceAll('ɹ', 'r')
    .replaceAll(/[ɐɜɚ]/gu, 'ə')
    .replaceAll('ᵻ', 'ɪ'),
];

/** How many sounds have to change, of the longer one's. */
const apart = (a: readonly string[], b: readonly string[]): number => {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  a.forEach((sound, row) => {
    const current = [row + 1];
    b.forEach((other, column) => {
      const changed = (before[column] as number) + (sound === other ? 0 : 1);
      current.push(Math.min(changed, (before[column + 1] as number) + 1, (current[column] as number) + 1));
    });
    before = current;
  });
  return (before.at(-1) as number) / Math.max(1, a.length, b.length);
};

export interface CheckedReferences {
  phrases: number;
  recordings: number;
  /** The furthest a recording is from its own text said anew, and the nearest it comes to another text. */
  furthestOwn: number;
  nearestOther: number;
  problems: string[];
}

/**
 * Every phrase of every story: its text must sound like no other (`espeak-ng -x`), its notation must be that of its text,
 * and its recording in every voice must say its text, nothing else; so must what takes are compared with.
 */
export const checkReferences = async (
  show: (cells: readonly (string | number)[]) => void,
): Promise<CheckedReferences> => {
  const root = coursesFolder();
  const result: CheckedReferences = { phrases: 0, recordings: 0, furthestOwn: 0, nearestOther: 9, problems: [] };
  const complain = (text: string) => void result.problems.push(text);
  for (const [course, files] of await readCourseFolders(root)) {
    for (const [path, bytes] of files) {
      if (!path.endsWith('.story.md')) continue;
      const story = readFrontMatter(`${course}/${path}`, readText(bytes) ?? '', storySchema, new Problems())?.fields;
      const made = story && files.get(`assets/${story.media}/media.json`);
      if (!story?.phrases || !made) continue;
      const { voices, list } = story.phrases;
      const clips = madeSchema.parse(JSON.parse(new TextDecoder().decode(made))).phrases;
      const held = decodeReferences(files.get(speechPath(story.media)) ?? new Uint8Array());
      result.phrases += list.length;
      for (const id of voices) {
        const voice = story.voices[id] as Voice;
        const said = await Promise.all(list.map(({ text }) => phonemes(text, voice, false)));
        const notation = await Promise.all(list.map(async ({ text }) => bare(await phonemes(text, voice, true))));
        const anew = await Promise.all(
          list.map(async ({ text }) =>
            referenceOf(
              resample(
                Float32Array.from(await speak(text, voice), (sample) => sample / 32_768),
                SPOKEN_RATE,
                SAMPLE_RATE,
              ),
            ),
          ),
        );
        const sound = await heardIn(join(root, course, 'assets', story.media, `phrases-${id}.webm`));
        list.forEach(({ id: phraseId, text, ipa }, index) => {
          const where = `${story.media}, ${id}: "${text}"`;
          if (said.indexOf(said[index] as string) !== index) complain(`${where} sounds like another phrase`);
          const written = notation.map((sounds) => apart(bare(ipa), sounds));
          const own = written[index] as number;
          if (own > NOTATION || own > Math.min(...written))
            complain(`${where} is not written /${ipa}/, but [${said[index]}]`);
          const [startMs, endMs] = clips?.[id]?.[phraseId] ?? [0, 0];
          const at = (ms: number) => Math.round((ms * SAMPLE_RATE) / 1000);
          const recorded = referenceOf(sound.subarray(at(startMs), at(endMs)));
          const distances = anew.map((other) => distance(recorded, other));
          const ownDistance = distances[index] as number;
          const otherDistance = Math.min(...distances.filter((_, other) => other !== index));
          result.recordings += 1;
          result.furthestOwn = Math.max(result.furthestOwn, round(ownDistance));
          result.nearestOther = Math.min(result.nearestOther, round(otherDistance));
          show([text.slice(0, 23), id, round(ownDistance), round(otherDistance), ` ${said[index]}`]);
          if (ownDistance > SAME || ownDistance >= otherDistance)
            complain(
              `${where} is not what its recording says (${round(ownDistance)} from it, ${round(otherDistance)} from another)`,
            );
          const kept = held?.phrases.find((one) => one.id === phraseId)?.voices.find((one) => one.id === id);
          if (!kept || distance(kept.features, recorded) > HELD)
            complain(
              `${where}: takes are compared with something else than its recording; npm run media makes it anew`,
            );
        });
      }
    }
  }
  return result;
};
