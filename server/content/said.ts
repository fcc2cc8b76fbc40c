import { sha256 } from './sha256.ts';
import type { StoryFields } from './story-format.ts';

/** A name for everything that is heard or drawn of a story, and who says it how: recordings of other words have another. */
export const saidSha256 = ({ voices, video, story, words, phrases }: StoryFields): string =>
  sha256(
    JSON.stringify([
      voices,
      video.scenes,
      story?.lines.filter((line) => 'text' in line),
      words && [words.voice, words.list.map(({ word, example }) => [word, example])],
      phrases && [phrases.voices, phrases.list.map(({ id, text }) => [id, text])],
    ]),
  );
