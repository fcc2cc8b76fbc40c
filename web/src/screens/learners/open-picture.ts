import { type Framing, type Size, squareOf } from './crop.ts';

/** A picture in memory, upright as its camera held it. `close` frees it. */
export type OpenedPicture = Size & { draw: CanvasImageSource; close: () => void };

/** Wide enough to come four times as close to; a photo of many megapixels, read whole, would end a small phone. */
const READ_WIDTH = 1_200;
/** Shown at 88 dots at most, on screens with three dots in one. */
const KEPT_SIDE = 256;
const QUALITY = 0.85;

/** Null for what this browser can't show. */
export const openPicture = async (file: Blob): Promise<OpenedPicture | null> => {
  try {
    const bitmap = await createImageBitmap(file, { resizeWidth: READ_WIDTH, resizeQuality: 'high' });
    const { width, height } = bitmap;
    return { width, height, draw: bitmap, close: () => bitmap.close() };
  } catch {
    return null;
  }
};

/** Draws the framed square of it over the whole canvas. */
export const drawSquare = (canvas: HTMLCanvasElement, picture: OpenedPicture, framing: Framing): void => {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { side, left, top } = squareOf(picture, framing);
  context.imageSmoothingQuality = 'high';
  // Where a picture is transparent: JPEG would make it black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture.draw, left, top, side, side, 0, 0, canvas.width, canvas.height);
};

/** The framed square as it is kept: some 15 kB, and nothing of what the camera wrote beside the picture, such as where it was. */
export const cutOut = (picture: OpenedPicture, framing: Framing): Promise<Blob | null> => {
  const canvas = document.createElement('canvas');
  canvas.width = KEPT_SIDE;
  canvas.height = KEPT_SIDE;
  drawSquare(canvas, picture, framing);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
};
