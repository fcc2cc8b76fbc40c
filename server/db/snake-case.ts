/** 'lessonProgress' as Postgres spells it: 'lesson_progress'. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
