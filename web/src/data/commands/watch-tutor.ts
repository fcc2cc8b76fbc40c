export type { Interaction } from '../service/tutor.ts';
export { fetchInteractions, fetchTutor, watchAnswer } from '../service/tutor.ts';
