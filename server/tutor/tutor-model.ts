import type { TutorSettings } from '../env.ts';

/** What a model is sent, in order. */
export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

/**
 * How asking ended. `cut`: the answer broke off. `away`: nothing came (503, no connection, too slow). `refused`: the
 * service does not take what it is sent, and would not the next time either; `status` is its HTTP status, or null.
 */
export type Outcome =
  | { kind: 'complete'; usage: Usage }
  | { kind: 'cut'; usage: Usage }
  | { kind: 'away' | 'refused'; status: number | null };

export interface TutorModel {
  readonly name: string;
  /** Asks, giving the answer piece by piece as it comes. Never rejects. */
  ask(messages: readonly ModelMessage[], onText: (piece: string) => void, signal: AbortSignal): Promise<Outcome>;
}

const MOST_OUTPUT_TOKENS = 1_200;
/** A service that says nothing for so long has gone. */
const SILENCE_MS = 45_000;
const MOST_MS = 180_000;
/** What some services leave uncounted is guessed: about four characters a token. */
const CHARACTERS_A_TOKEN = 4;

// What the SDK thinks of a service's way of speaking is nothing for the log.
(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

/** The model behind any OpenAI-compatible address. It gets no tools: all it can do is to say something. */
export const makeTutorModel = ({ url, model, key }: TutorSettings): TutorModel => {
  /** The SDK is large, and comes with the first question: most services have no model. */
  const load = async () => {
    const [{ createOpenAICompatible }, { streamText }] = await Promise.all([
      import('@ai-sdk/openai-compatible'),
      import('ai'),
    ]);
    const provider = createOpenAICompatible({
      name: 'tutor',
      baseURL: url,
      includeUsage: true,
      ...(key && { apiKey: key }),
    });
    return { chatModel: provider.chatModel(model), streamText };
  };
  let loading: ReturnType<typeof load> | undefined;
  return {
    name: model,
    ask: async (messages, onText, stop) => {
      loading ??= load();
      // One that failed is tried again with the next question.
      loading.catch(() => {
        loading = undefined;
      });
      const { chatModel, streamText } = await loading;
      const silence = new AbortController();
      let timer = setTimeout(() => silence.abort(), SILENCE_MS);
      let text = '';
      let finished = false;
      let usage: Usage | null = null;
      let status: number | null = null;
      try {
        const { fullStream } = streamText({
          model: chatModel,
          system: messages
            .filter(({ role }) => role === 'system')
            .map(({ content }) => content)
            .join('\n\n'),
          messages: messages.flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, content }])),
          maxOutputTokens: MOST_OUTPUT_TOKENS,
          // When it is tried again is for whoever asks to say.
          maxRetries: 0,
          abortSignal: AbortSignal.any([stop, silence.signal, AbortSignal.timeout(MOST_MS)]),
          onError: () => {},
        });
        for await (const part of fullStream) {
          clearTimeout(timer);
          timer = setTimeout(() => silence.abort(), SILENCE_MS);
          if (part.type === 'text-delta') {
            text += part.text;
            onText(part.text);
          }
          if (part.type === 'error') status = statusOf(part.error);
          // A stream that just ends is reported as finished too, but without a reason of the service's own.
          if (part.type === 'finish') {
            finished = ['stop', 'length', 'content-filter'].includes(part.finishReason);
            const { inputTokens, outputTokens } = part.totalUsage;
            if (inputTokens !== undefined && outputTokens !== undefined) usage = { inputTokens, outputTokens };
          }
        }
      } catch (error) {
        status = statusOf(error);
      } finally {
        clearTimeout(timer);
      }
      const sent = messages.reduce((sum, { content }) => sum + content.length, 0);
      const tokens = (characters: number) => Math.ceil(characters / CHARACTERS_A_TOKEN);
      usage ??= { inputTokens: tokens(sent), outputTokens: tokens(text.length) };
      if (finished && text.trim()) return { kind: 'complete', usage };
      if (text.trim()) return { kind: 'cut', usage };
      const isRefused = status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429;
      return { kind: isRefused ? 'refused' : 'away', status };
    },
  };
};

const statusOf = (error: unknown): number | null => {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
};
