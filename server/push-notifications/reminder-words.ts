/** What a reminder says. Nothing of the learner: who passes it on, or reads it over a shoulder, learns nothing. */
const words: Record<string, { title: string; body: string }> = {
  en: { title: 'Hornbook', body: 'Your plan for today is ready, whenever you are.' },
  es: { title: 'Hornbook', body: 'Tu plan de hoy está listo, cuando tú quieras.' },
};

export const reminderPayload = (language: string): string =>
  JSON.stringify({ kind: 'reminder', lang: language in words ? language : 'en', ...(words[language] ?? words.en) });
