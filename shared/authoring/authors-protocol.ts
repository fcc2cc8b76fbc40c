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

export interface AuthorsOfCourse {
  kind: 'authors';
  /** The longest first; nobody where one alone writes it. */
  authors: CourseAuthor[];
  /** Who was asked and has not answered yet, by the address that was given. */
  asked: { email: string; at: number }[];
  /** Ids of parts that have grown too large to be joined: each author goes on with their own. */
  apart: string[];
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
}
