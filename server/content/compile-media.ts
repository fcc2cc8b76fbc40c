import type { AuthoredAsset } from '@hornbook/shared/authoring/authored-question.ts';
import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { Clip, Cue, LessonMedia, MediaSource, Screenshot } from '@hornbook/shared/content/media.ts';
import type { AssetRef } from '@hornbook/shared/content/pack.ts';
import type { AuthoredLesson, AuthoredStory } from './authored-course.ts';
import { saidSha256 } from './said.ts';
import { readWebVtt } from './web-vtt.ts';

interface MediaTools {
  assets: ReadonlyMap<string, AuthoredAsset>;
  addAsset: (asset: AuthoredAsset, about: Pick<AssetRef, 'alt'> & Partial<AssetRef>) => AssetRef;
  problems: Problems;
}

export interface CompiledMedia {
  media: LessonMedia;
  /** Everything the lesson can show and play. */
  assets: AssetRef[];
}

/** With their codecs: a browser that is asked without says "maybe" to everything. The smaller form comes first. */
const FORMS = {
  video: [
    ['webm', 'video/webm; codecs="vp9, opus"'],
    ['mp4', 'video/mp4; codecs="avc1.4d401f, mp4a.40.2"'],
  ],
  audio: [
    ['webm', 'audio/webm; codecs="opus"'],
    ['m4a', 'audio/mp4; codecs="mp4a.40.2"'],
  ],
} as const;

/** What a lesson's story says, joined with the recordings that were made of it. Null after a problem. */
export const compileMedia = (
  { place }: AuthoredLesson,
  { fields, made }: AuthoredStory,
  { assets, addAsset, problems }: MediaTools,
): CompiledMedia | null => {
  const before = problems.size;
  const refs: AssetRef[] = [];
  const folder = `assets/${fields.media}`;
  const take = (name: string, about: Pick<AssetRef, 'alt'> & Partial<AssetRef>): AuthoredAsset | null => {
    const asset = assets.get(`${folder}/${name}`);
    if (!asset) problems.add(place, `${folder}/${name} is missing; npm run media makes it`);
    else refs.push(addAsset(asset, about));
    return asset ?? null;
  };
  const recording = (name: string, kind: 'audio' | 'video'): MediaSource[] =>
    FORMS[kind].flatMap(([ending, mediaType]) => {
      const about = { alt: null, kind, mediaType, optional: true as const, recording: `${fields.media}/${name}` };
      const asset = take(`${name}.${ending}`, about);
      return asset ? [{ sha256: asset.sha256, sizeBytes: asset.bytes.byteLength, mediaType }] : [];
    });
  const cues = (name: string): Cue[] => {
    const asset = assets.get(`${folder}/${name}`);
    const read = asset && readWebVtt(new TextDecoder().decode(asset.bytes));
    if (asset && !read) problems.add(place, `${folder}/${name} is no WebVTT with cues in order`);
    return read ?? [];
  };
  const still = (name: string, alt: string) => {
    const asset = take(name, { alt });
    return { sha256: asset?.sha256 ?? '', width: asset?.size?.width ?? 0, height: asset?.size?.height ?? 0, alt };
  };
  if (made.saidSha256 !== saidSha256(fields))
    problems.add(place, 'says other words than its recordings; npm run media makes them anew');

  const compileVideo = (): LessonMedia['video'] => {
    const { title, scenes } = fields.video;
    const subtitles = take('video.vtt', { alt: null });
    return {
      title,
      durationMs: made.video.durationMs,
      width: made.video.width,
      height: made.video.height,
      sources: recording('video', 'video'),
      subtitles: { sha256: subtitles?.sha256 ?? '', sizeBytes: subtitles?.bytes.byteLength ?? 0 },
      poster: still('poster.webp', scenes[0]?.picture ?? title),
      cues: cues('video.vtt'),
      screenshots: scenes.map(
        ({ picture }, index): Screenshot => ({
          ...still(`scene-${index + 1}.webp`, picture),
          atMs: made.video.screenshots[index]?.atMs ?? 0,
        }),
      ),
    };
  };
  const compileStory = (): LessonMedia['story'] => {
    const { story } = fields;
    if (!story) return null;
    take('story.vtt', { alt: null });
    const pauses: { afterLineId: string; questionId: string }[] = [];
    let said = 0;
    for (const line of story.lines) {
      if ('ask' in line) pauses.push({ afterLineId: String(said), questionId: line.ask });
      else said += 1;
    }
    return {
      title: story.title,
      durationMs: made.story?.durationMs ?? 0,
      sources: recording('story', 'audio'),
      lines: cues('story.vtt'),
      pauses,
      activityId: null,
    };
  };
  const compileWords = (): LessonMedia['vocabulary'] =>
    fields.words
      ? {
          sources: recording('words', 'audio'),
          words: fields.words.list.map(({ word, ipa, meaning, example, in: translations }, index) => ({
            id: String(index + 1),
            text: word,
            ipa,
            meaning,
            example,
            translations,
            clip: toClip(made.words?.[word]?.[0]),
            exampleClip: toClip(made.words?.[word]?.[1]),
          })),
        }
      : null;
  const compilePhrases = (): LessonMedia['phrases'] => {
    const { phrases, voices } = fields;
    if (!phrases) return null;
    return {
      voices: phrases.voices.flatMap((id) => {
        const voice = voices[id];
        return voice
          ? [{ id, name: voice.name, accent: voice.accent, sources: recording(`phrases-${id}`, 'audio') }]
          : [];
      }),
      items: phrases.list.map((phrase) => ({
        ...phrase,
        clips: Object.fromEntries(phrases.voices.map((id) => [id, toClip(made.phrases?.[id]?.[phrase.id])])),
      })),
    };
  };

  const media: LessonMedia = {
    video: compileVideo(),
    story: compileStory(),
    vocabulary: compileWords(),
    phrases: compilePhrases(),
  };
  take('media.json', { alt: null });
  return problems.size > before ? null : { media, assets: refs };
};

const toClip = ([startMs, endMs]: readonly [number, number] = [0, 0]): Clip => ({ startMs, endMs });
