import {
  enum as choice,
  type infer as Infer,
  int,
  maximum,
  maxLength,
  minimum,
  nullable,
  object,
  string,
} from 'zod/mini';
import { bands } from './method.ts';

/** A judged take as an answer keeps it: enough to say it again, and to know by which method. Never the sound itself. */
export const takeSchema = object({
  band: choice(bands),
  zThousandths: int().check(minimum(-100_000), maximum(100_000)),
  method: string().check(maxLength(40)),
  methodVersion: int().check(minimum(1), maximum(1_000)),
  /** The phrase it sounded more like, where that was clear. */
  heardId: nullable(string().check(maxLength(40))),
  /** Milliseconds of speech. */
  durationMs: int().check(minimum(0), maximum(600_000)),
});

export type JudgedTake = Infer<typeof takeSchema>;
