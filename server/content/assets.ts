import type { AuthoredAsset } from '@hornbook/shared/authoring/authored-question.ts';
import type { Place, Problems } from '@hornbook/shared/authoring/problems.ts';
import { imageSize } from './image-size.ts';
import { sha256 } from './sha256.ts';
import { checkSvg } from './svg.ts';

const types: Record<string, readonly [AuthoredAsset['kind'], string]> = {
  svg: ['image', 'image/svg+xml'],
  png: ['image', 'image/png'],
  jpg: ['image', 'image/jpeg'],
  webp: ['image', 'image/webp'],
  mp4: ['video', 'video/mp4'],
  webm: ['video', 'video/webm'],
  mp3: ['audio', 'audio/mpeg'],
  m4a: ['audio', 'audio/mp4'],
  ogg: ['audio', 'audio/ogg'],
  wav: ['audio', 'audio/wav'],
  vtt: ['subtitle', 'text/vtt'],
  json: ['metadata', 'application/json'],
  pdf: ['document', 'application/pdf'],
  speech: ['metadata', 'application/octet-stream'],
};

/** What a file under assets/ is, by its name and its bytes; null after a problem. */
export const readAsset = (path: string, bytes: Uint8Array, place: Place, problems: Problems): AuthoredAsset | null => {
  const type = types[/\.([a-z0-9]+)$/.exec(path)?.[1] ?? ''];
  if (!type) {
    problems.add(place, `is of no known type; known are ${Object.keys(types).join(', ')}`);
    return null;
  }
  const [kind, mediaType] = isSoundOnly(type[1], bytes) ? (['audio', 'audio/webm'] as const) : type;
  if (mediaType === 'image/svg+xml') checkSvg(new TextDecoder().decode(bytes), place.file, problems);
  const size = kind === 'image' ? imageSize(bytes, mediaType) : null;
  if (kind === 'image' && !size) {
    problems.add(
      place,
      mediaType === 'image/svg+xml' ? 'must have width, height and viewBox' : `is not a readable ${mediaType}`,
    );
    return null;
  }
  return { path, bytes, sha256: sha256(bytes), kind, mediaType, size };
};

/** WebM names its codecs within its first bytes; those of pictures begin with V_. */
const isSoundOnly = (mediaType: string, bytes: Uint8Array): boolean =>
  mediaType === 'video/webm' && !Buffer.from(bytes.subarray(0, 4096)).includes('V_');
