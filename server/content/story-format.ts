import { distinct, id, line, slug, wholeNumber } from '@hornbook/shared/authoring/author-fields.ts';
import { z } from 'zod';

/*
 * What an author writes in a .story.md file, beside the lesson of the same name: everything that is said. The recordings
 * are made from it by `npm run media` and lie in assets/<media>/, with a media.json that says what is where in them.
 */

const name = z.string().regex(/^[a-z]+$/, { error: 'must be lower-case letters' });
const colour = z.string().regex(/^#[0-9a-f]{6}$/, { error: 'must be a colour like #a65c00' });
const ipa = z
  .string()
  .trim()
  .regex(/^[^/[\]]+$/, { error: 'is written without slashes or brackets' });

const voice = z.strictObject({
  name: line(40),
  /** Of espeak-ng: a language and a variant, like en-gb+f2. */
  voice: z.string().regex(/^[a-z0-9-]+(\+[A-Za-z0-9]+)?$/),
  accent: z.string().regex(/^en-[A-Z]{2}$/, { error: 'must be like en-GB' }),
  /** Words a minute, and how high: 0 to 99. */
  speed: wholeNumber(80, 260).default(150),
  pitch: wholeNumber(0, 99).default(50),
  /** How the person is drawn; a voice without is never seen. */
  look: z
    .strictObject({
      skin: colour,
      hair: colour,
      coat: colour,
      style: z.enum(['short', 'long', 'bun', 'curly', 'bald']),
    })
    .optional(),
});

const scene = z.strictObject({
  place: z.enum(['street', 'office', 'shop', 'cafe', 'school', 'home']),
  /** Who is seen, from left to right. */
  cast: z.array(name).max(2),
  /** For those who don't see the picture of it. */
  picture: line(200),
  /** What is said; `board` is written beside the people: a large line, and a small one below it. */
  lines: z
    .array(z.strictObject({ by: name, text: line(300), board: z.array(line(60)).min(1).max(2).optional() }))
    .min(1),
});

/** The same in other languages, by language tag. */
const translations = z.record(z.string().regex(/^[a-z]{2,3}$/), line(120)).default({});

const spoken = z.strictObject({ by: name, text: line(400) });
const pause = z.strictObject({ ask: id });

export const storySchema = z.strictObject({
  /** The folder under assets/. */
  media: slug,
  voices: z.record(name, voice),
  video: z.strictObject({ title: line(120), scenes: z.array(scene).min(1) }),
  story: z
    .strictObject({
      title: line(120),
      lines: z.array(z.union([spoken, pause], { error: 'must be { by, text } or { ask }' })).min(2),
    })
    .optional(),
  words: z
    .strictObject({
      voice: name,
      list: z
        .array(z.strictObject({ word: line(60), ipa, meaning: line(200), example: line(200), in: translations }))
        .min(1)
        .refine((all: { word: string }[]) => distinct(all.map(({ word }) => word)), { error: 'has a word twice' }),
    })
    .optional(),
  phrases: z
    .strictObject({
      voices: z.array(name).min(1).refine(distinct, { error: 'names a voice twice' }),
      list: z.array(z.strictObject({ id, text: line(120), ipa, use: line(160) })).min(1),
    })
    .optional(),
});

const clip = z.tuple([wholeNumber(0, 3_600_000), wholeNumber(0, 3_600_000)]);

/** media.json: written by the script that makes the recordings. */
export const madeSchema = z.strictObject({
  format: z.literal(1),
  madeWith: z.string(),
  /** Of what was said, so that words changed since are noticed. */
  saidSha256: z.string(),
  video: z.strictObject({
    durationMs: wholeNumber(1, 3_600_000),
    width: wholeNumber(16, 4096),
    height: wholeNumber(16, 4096),
    screenshots: z.array(z.strictObject({ atMs: wholeNumber(0, 3_600_000) })),
  }),
  story: z.strictObject({ durationMs: wholeNumber(1, 3_600_000) }).optional(),
  /** By word: its own clip, and its example's. */
  words: z.record(z.string(), z.tuple([clip, clip])).optional(),
  /** By voice, then by phrase. */
  phrases: z.record(z.string(), z.record(z.string(), clip)).optional(),
});

export type StoryFields = z.infer<typeof storySchema>;
export type MadeMedia = z.infer<typeof madeSchema>;
