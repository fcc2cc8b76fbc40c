export interface Size {
  width: number;
  height: number;
}

/** Which square of a picture is taken: how close, from 1 (as much as there is), and where, from 0 (left, top) to 1. */
export interface Framing {
  closeness: number;
  across: number;
  down: number;
}

export const CLOSEST = 4;

/** In a picture that is taller than wide, a face is mostly in its upper half. */
export const firstFraming = ({ width, height }: Size): Framing => ({
  closeness: 1,
  across: 0.5,
  down: height > width ? 0.25 : 0.5,
});

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The square in pixels of the picture. */
export const squareOf = ({ width, height }: Size, { closeness, across, down }: Framing) => {
  const side = Math.min(width, height) / within(closeness, 1, CLOSEST);
  return { side, left: within(across, 0, 1) * (width - side), top: within(down, 0, 1) * (height - side) };
};

/** The picture is pulled along by so much, as parts of the square's side: the square goes the other way. */
export const pulled = (size: Size, framing: Framing, by: { across: number; down: number }): Framing => {
  const { side } = squareOf(size, framing);
  const moved = (at: number, room: number, share: number) =>
    room <= 0 ? at : within(at - (share * side) / room, 0, 1);
  return {
    ...framing,
    across: moved(framing.across, size.width - side, by.across),
    down: moved(framing.down, size.height - side, by.down),
  };
};
