import type { Spoken } from '@hornbook/shared/authoring/authored-question.ts';
import { allWithin, childrenOf, type DraftNode, questionKindOf } from '@hornbook/shared/authoring/draft.ts';
import { questionFields } from '@hornbook/shared/authoring/draft-question.ts';
import { spokenOf, type VoiceSound } from '@hornbook/shared/authoring/spoken-of.ts';
import { comparedWith } from '@hornbook/shared/pronunciation/compared-with.ts';
import type { LookedAt, UnusableReference } from '@hornbook/shared/pronunciation/look-at-sound.ts';
import { encodeReferences, type ReferencePhrase } from '@hornbook/shared/pronunciation/references.ts';
import { useEffect, useState } from 'react';
import { sha256Of } from '../../../data/downloads/fetch-file.ts';
import { lookAt } from '../../../speech/judge-take.ts';
import { lendBytes } from '../../../speech/pack-sounds.ts';
import { parentOf } from '../use-ready-course.ts';
import { bytesOf, samplesOf, soundAt } from './voice-samples.ts';

/** What keeps a phrase from being compared with: a recording that is not here, or one that was brought and is no good. */
type NotHeard = { kind: 'missing' } | { kind: 'unusable'; name: string; fault: UnusableReference };

/** What a question to speak asks with, made here as it is made when the course is published. */
export type SpokenHere = { kind: 'making' } | NotHeard | { kind: 'ready'; spoken: Spoken };

/** By the hash of a sound, so that it is looked at once. */
const known = new Map<string, Promise<LookedAt | null>>();
const lookedAt = (sha256: string): Promise<LookedAt | null> => {
  const before = known.get(sha256);
  if (before) return before;
  const looking = samplesOf(sha256).then((samples) => samples && lookAt(samples));
  known.set(sha256, looking);
  void looking.then((found) => found ?? known.delete(sha256));
  return looking;
};

interface Heard {
  kind: 'heard';
  phrase: ReferencePhrase;
  voices: VoiceSound[];
}

/** A question's phrase by all of its voices. */
const hear = async (course: DraftNode, node: DraftNode): Promise<Heard | NotHeard> => {
  const fields = questionFields(node, new Map());
  if (fields.kind !== 'speak' || !fields.text || !fields.voices) return { kind: 'missing' };
  const phrase: ReferencePhrase = { id: node.id, text: fields.text, voices: [] };
  const voices: VoiceSound[] = [];
  for (const [index, { name, sound }] of fields.voices.entries()) {
    const file = soundAt(course, sound);
    const looked = file && (await lookedAt(file.sha256));
    if (!file || !looked) return { kind: 'missing' };
    if (looked.fault) return { kind: 'unusable', name, fault: looked.fault };
    const id = `v${index + 1}`;
    phrase.voices.push({ id, features: looked.features });
    voices.push({ id, name, sha256: file.sha256, sizeBytes: 0, endMs: looked.speech.endMs });
    lendBytes(file.sha256, () => bytesOf(file.sha256));
  }
  return voices.length > 0 ? { kind: 'heard', phrase, voices } : { kind: 'missing' };
};

const isSpoken = (node: DraftNode): boolean => node.kind === 'question' && questionKindOf(node) === 'speak';

const makeSpoken = async (course: DraftNode, node: DraftNode, lang: string): Promise<SpokenHere> => {
  const own = await hear(course, node);
  if (own.kind !== 'heard') return own;
  // As the service does it: what is asked in the same lesson first, then what is asked elsewhere.
  const lesson = parentOf(course, parentOf(course, node));
  const near = childrenOf(lesson, 'activity').flatMap((activity) => childrenOf(activity, 'question').filter(isSpoken));
  const heard = async (nodes: readonly DraftNode[]): Promise<ReferencePhrase[]> =>
    (await Promise.all(nodes.map((one) => hear(course, one)))).flatMap((one) =>
      one.kind === 'heard' ? [one.phrase] : [],
    );
  const compared = comparedWith(await heard(near), await heard(allWithin(course).filter(isSpoken)));
  const bytes = encodeReferences({ type: 'human', phrases: compared }) as Uint8Array<ArrayBuffer>;
  const references = { sha256: await sha256Of(bytes), sizeBytes: bytes.byteLength };
  lendBytes(references.sha256, async () => bytes.slice().buffer);
  const fields = questionFields(node, new Map());
  if (fields.kind !== 'speak') return { kind: 'missing' };
  return { kind: 'ready', spoken: spokenOf(fields, lang, own.voices, references, compared) };
};

export const useSpoken = (course: DraftNode, node: DraftNode, lang: string): SpokenHere => {
  const [made, setMade] = useState<SpokenHere>({ kind: 'making' });
  // All that goes into it, as text: rows come anew with every change elsewhere.
  const about = JSON.stringify([
    lang,
    node.id,
    allWithin(course)
      .filter(isSpoken)
      .map((one) => [one.id, one.parentId, questionFields(one, new Map())]),
    childrenOf(course, 'asset').map(({ id, blobHash }) => [id, blobHash]),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` says whether anything of it has changed.
  useEffect(() => {
    let isWanted = true;
    const make = () => void makeSpoken(course, node, lang).then((spoken) => isWanted && setMade(spoken));
    make();
    // A recording of another author may come with it.
    addEventListener('online', make);
    return () => {
      isWanted = false;
      removeEventListener('online', make);
    };
  }, [about]);
  return made;
};
