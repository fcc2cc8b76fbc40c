/** A picture as it goes into a course: small enough for phones, without what a camera wrote into it. */
export interface ShrunkPicture {
  file: Blob;
  width: number;
  height: number;
}

/** Wider than any page of a phone, sharp enough for a laptop. */
const MOST_PIXELS = 1_280;
const MOST_BYTES = 900_000;

/** Draws it anew, smaller if it must be; null for what this browser can't read as a picture, or not make small enough. */
export const shrinkPicture = async (file: Blob): Promise<ShrunkPicture | null> => {
  const picture = await createImageBitmap(file).catch(() => drawnImage(file));
  if (!picture) return null;
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
  picture.close();
  const draw = (quality: number) =>
    new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', quality));
  for (const quality of [0.85, 0.6]) {
    // A browser that writes no WebP gives a PNG instead.
    const drawn = await draw(quality);
    if (drawn && drawn.size <= MOST_BYTES) return { file: drawn, width, height };
  }
  return null;
};

/** Drawings (SVG) are read by an image alone, in which nothing of them runs or loads. */
const drawnImage = async (file: Blob): Promise<ImageBitmap | null> => {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const [width, height] = [image.naturalWidth || 600, image.naturalHeight || 400];
    // Drawn larger than it says, since it stays sharp and what comes of it does not.
    const scale = Math.max(1, Math.min(4, MOST_PIXELS / Math.max(width, height)));
    const size = { resizeWidth: Math.round(width * scale), resizeHeight: Math.round(height * scale) };
    return await createImageBitmap(image, size);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
};
