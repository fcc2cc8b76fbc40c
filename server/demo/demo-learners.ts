/** Someone made up, and how they learn. */
export interface DemoLearner {
  id: string;
  name: string;
  fullName: string;
  email: string;
  bio: string;
  goals: string[];
  timeZone: string;
  dailyMinutes: number;
  replicaId: string;
  seed: number;
  /** How likely they study on a day, Monday first. */
  week: readonly number[];
  /** How likely they are right about what they have just read, and after seeing it often. */
  firstRight: number;
  laterRight: number;
  attemptsPerDay: number;
  /** Title of a course they take beside the others, a lesson in turn. */
  beside: string;
}

export const DEMO_LEARNERS: readonly DemoLearner[] = [
  {
    id: '0a1de000-0000-4000-8000-000000000001',
    name: 'John',
    fullName: 'John Doe',
    email: 'john@example.com',
    bio: 'Drives a delivery van, learns in the breaks.',
    goals: ['Understand what is behind the word AI', 'Talk with customers in English', 'Fifteen minutes a day'],
    timeZone: 'Europe/Madrid',
    dailyMinutes: 15,
    replicaId: 'demojohn00',
    seed: 11,
    week: [0.9, 0.85, 0.9, 0.8, 0.7, 0.35, 0.3],
    firstRight: 0.55,
    laterRight: 0.9,
    attemptsPerDay: 2,
    beside: 'Everyday English',
  },
  {
    id: '0a1de000-0000-4000-8000-000000000002',
    name: 'Jane',
    fullName: 'Jane Doe',
    email: 'jane@example.com',
    bio: 'Teaches chemistry and wants to be a page ahead.',
    goals: ['Finish a course before the summer'],
    timeZone: 'America/New_York',
    dailyMinutes: 30,
    replicaId: 'demojane00',
    seed: 23,
    week: [0.95, 0.95, 0.95, 0.95, 0.9, 0.8, 0.85],
    firstRight: 0.75,
    laterRight: 0.97,
    attemptsPerDay: 3,
    beside: 'Everyday English',
  },
];
