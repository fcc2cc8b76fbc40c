import { everyNth, type Features, featuresOf, unitFrames, WIDTH } from './features.ts';
import { METHOD, METHOD_VERSION, type ReferenceType } from './method.ts';
import { speechSpan } from './span.ts';
import { spectraOf } from './spectrum.ts';

/** Sounds are compared 20 ms by 20 ms, although their change is measured over tens of milliseconds. */
export const COMPARED_EVERY = 2;

export interface ReferencePhrase {
  id: string;
  text: string;
  voices: { id: string; features: Features }[];
}

/** Phrases that a take is compared with: the one it should be, and the others it might be. */
export interface References {
  type: ReferenceType;
  phrases: ReferencePhrase[];
}

/** A recording of a reference voice (mono, SAMPLE_RATE) as it is compared with. */
export const referenceOf = (samples: Float32Array): Features => {
  const spectra = spectraOf(samples);
  return everyNth(featuresOf(spectra, speechSpan(spectra)), COMPARED_EVERY);
};

interface Header {
  format: 1;
  method: string;
  methodVersion: number;
  type: ReferenceType;
  phrases: { id: string; text: string; voices: { id: string; frames: number }[] }[];
}

/** The fixed scale of a number between -1 and 1 in a byte. */
const SCALE = 127;

/** As a file of a pack: four bytes with the length of a header in JSON, the header, then all frames, a byte a number. */
export const encodeReferences = ({ type, phrases }: References): Uint8Array => {
  const header: Header = {
    format: 1,
    method: METHOD,
    methodVersion: METHOD_VERSION,
    type,
    phrases: phrases.map(({ id, text, voices }) => ({
      id,
      text,
      voices: voices.map((voice) => ({ id: voice.id, frames: voice.features.frames })),
    })),
  };
  // In ASCII, so that its length in bytes needs no encoder.
  const json = JSON.stringify(header).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const voices = phrases.flatMap((phrase) => phrase.voices);
  const size = voices.reduce((sum, { features }) => sum + features.frames * WIDTH, 0);
  const bytes = new Uint8Array(4 + json.length + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, json.length);
  for (let at = 0; at < json.length; at++) bytes[4 + at] = json.charCodeAt(at);
  let to = 4 + json.length;
  for (const { features } of voices)
    for (let at = 0; at < features.frames * WIDTH; at++)
      view.setInt8(to++, Math.round((features.values[at] as number) * SCALE));
  return bytes;
};

/** The references of a file; null when it is none, is cut off, or was made for another method. */
export const decodeReferences = (bytes: Uint8Array): References | null => {
  if (bytes.byteLength < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0);
  if (4 + length > bytes.byteLength) return null;
  let text = '';
  for (let at = 4; at < 4 + length; at++) text += String.fromCharCode(bytes[at] as number);
  const header = headerOf(text);
  if (!header) return null;
  let from = 4 + length;
  const phrases: ReferencePhrase[] = [];
  for (const phrase of header.phrases) {
    const voices: ReferencePhrase['voices'] = [];
    for (const { id, frames } of phrase.voices) {
      if (!(frames >= 0) || from + frames * WIDTH > bytes.byteLength) return null;
      const values = new Float32Array(frames * WIDTH);
      for (let at = 0; at < values.length; at++) values[at] = view.getInt8(from++) / SCALE;
      voices.push({ id, features: { frames, values: unitFrames(values, frames) } });
    }
    phrases.push({ id: phrase.id, text: phrase.text, voices });
  }
  return { type: header.type, phrases };
};

const headerOf = (text: string): Header | null => {
  try {
    const header = JSON.parse(text) as Partial<Header>;
    const isOurs = header.format === 1 && header.method === METHOD && header.methodVersion === METHOD_VERSION;
    return isOurs && Array.isArray(header.phrases) ? (header as Header) : null;
  } catch {
    return null;
  }
};
