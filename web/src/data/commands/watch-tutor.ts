export type { Interaction } from '@hornbook/shared/tutor/interaction.ts';
export { fetchInteractions, fetchTutor, watchAnswer } from '../service/tutor.ts';
