/*
 * Several authors of one course: what the desk is told by GET /sync/authoring/<course>/authors and /sync/authoring/invitations.
 * What it asks for, as whatever it asks of the service, is an act of authoring-protocol.ts.
 */

export interface CourseAuthor {
  /** What they call themselves; perhaps nothing. */
  name: string;
  /** Null for an account of passkeys alone. */
  email: string | null;
  isYou: boolean;
  /** When they came to it, in milliseconds since 1970. */
  since: number;
  /** Whether whoever asks may end it: for others whom they asked, or for themselves. */
  mayEnd: boolean;
}

/**
 * Why a part is not joined: together it would be larger than a row may be; its authors disagree on what kind of thing it
 * is; what one of them has there is refused by the rules of today; or the service could not store it, and tries again.
 */
export type WhyApart = 'too-long' | 'other-kind' | 'refused' | 'not-stored';

export interface ApartPart {
  id: string;
  why: WhyApart;
}

export interface AuthorsOfCourse {
  kind: 'authors';
  /** The longest first; nobody where one alone writes it. */
  authors: CourseAuthor[];
  /** Who was asked and has not answered yet, by the address that was given. */
  asked: { email: string; at: number }[];
  /** Parts that can't be joined: each author goes on with their own. */
  apart: ApartPart[];
  /** How many files of the others did not fit into the room of whoever asks. */
  filesWithoutRoom: number;
  /** Whether only an address that was confirmed can say yes; where no letters are sent, nobody can tell whose one is. */
  confirmsAddresses: boolean;
}

export interface Invitation {
  courseId: string;
  /** What the author who asks calls the course, and themselves. */
  title: string;
  name: string;
  email: string | null;
  at: number;
}

export interface Invitations {
  kind: 'invitations';
  /** The latest first. */
  invitations: Invitation[];
  /** The address of whoever asks must be confirmed first: until then nothing is said of what it was asked. */
  needsConfirming: boolean;
}
