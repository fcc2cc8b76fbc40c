/* Of a phrase that a question asks to say. */

/** Characters: a phrase is said in one breath. */
export const MOST_PHRASE = 120;
/** Each voice comes to every phone. */
export const MOST_VOICES = 6;
export const MOST_VOICE_NAME = 40;
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
