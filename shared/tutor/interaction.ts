/** What a model was asked for a learner, as the service wrote it down and the learner may read it. */
export interface Interaction {
  /** The question's id. */
  id: string;
  /** What the conversation is about. */
  type: string;
  model: string;
  /** Everything the model was sent. */
  input: { role: string; content: string }[];
  output: string;
  state: 'asking' | 'complete' | 'partial' | 'failed';
  tries: number;
  inputTokens: number;
  outputTokens: number;
  durationMs: number;
  /** ISO instant. */
  askedAt: string;
}
