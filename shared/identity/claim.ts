/** The public half of a device's key pair (ECDSA, P-256) as a JSON web key, and nothing else of it. */
export interface DevicePublicKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

/** What a device says at first contact, and whenever its session is gone: this learner is mine. */
export interface Claim {
  learnerId: string;
  deviceId: string;
  deviceName: string;
  publicKey: DevicePublicKey;
  /** Handed out by the service a moment ago; so a signature cannot be used later. */
  challenge: string;
  /** ECDSA with SHA-256 over `claimText`, r and s side by side, as base64url. */
  signature: string;
  /** Somebody new on this browser, whoever it was used by before: nothing need be told of them. */
  anew?: boolean;
}

/** A device that shows a code of another device, to become one of its learner's. The signature is over `askText`. */
export type JoinRequest = Omit<Claim, 'learnerId' | 'anew'> & { code: string };

/** The same device, once the other one has said yes to that pairing. The signature is over `joinText`. */
export type JoinClaim = Omit<Claim, 'learnerId' | 'anew'> & { pairing: string };

/** The very text a claim's signature is over. Its first line keeps it from ever being taken for another kind of text. */
export const claimText = (claim: Pick<Claim, 'learnerId' | 'deviceId' | 'challenge'>): string =>
  `hornbook-claim-v1\n${claim.learnerId}\n${claim.deviceId}\n${claim.challenge}`;

/** Said by a device of a learner who is not the one using it now, to bring what waits. It opens no session. */
export const deliveryText = (claim: Pick<Claim, 'learnerId' | 'deviceId' | 'challenge'>): string =>
  `hornbook-delivery-v1\n${claim.learnerId}\n${claim.deviceId}\n${claim.challenge}`;

/** Said by a browser that lost its store, to go on as the learner its cookie is still for. */
export const goOnText = (claim: Pick<Claim, 'deviceId' | 'challenge'>): string =>
  `hornbook-go-on-v1\n${claim.deviceId}\n${claim.challenge}`;

export const askText = (request: Pick<JoinRequest, 'code' | 'deviceId' | 'challenge'>): string =>
  `hornbook-ask-v1\n${request.code}\n${request.deviceId}\n${request.challenge}`;

export const joinText = (claim: Pick<JoinClaim, 'pairing' | 'deviceId' | 'challenge'>): string =>
  `hornbook-join-v2\n${claim.pairing}\n${claim.deviceId}\n${claim.challenge}`;

/** Asks, after that yes, whose device it would become; nothing comes of it. */
export const lookText = (claim: Pick<JoinClaim, 'pairing' | 'deviceId' | 'challenge'>): string =>
  `hornbook-look-v1\n${claim.pairing}\n${claim.deviceId}\n${claim.challenge}`;

/** A device that comes in by an account that was proven a moment ago. The signature is over `enterText`. */
export type EntryClaim = Claim & { ticket: string };

export const enterText = (claim: Pick<EntryClaim, 'ticket' | 'learnerId' | 'deviceId' | 'challenge'>): string =>
  `hornbook-enter-v1\n${claim.ticket}\n${claim.learnerId}\n${claim.deviceId}\n${claim.challenge}`;

/** What a session alone is not enough for: the device says again, by its key, that it is the learner's. */
export type ProvenAct =
  | 'make-account'
  | 'add-passkey'
  | 'remove-passkey'
  | 'delete-learner'
  | 'delete-account'
  /** With the id of the device, so that the signature is good for that one alone. */
  | `revoke-device ${string}`;

export const actText = (about: { act: ProvenAct } & Pick<Claim, 'learnerId' | 'deviceId' | 'challenge'>): string =>
  `hornbook-act-v1\n${about.act}\n${about.learnerId}\n${about.deviceId}\n${about.challenge}`;

/** Bytes as base64url without padding, as keys and signatures are written. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const letters = b === undefined ? 2 : c === undefined ? 3 : 4;
    for (let letter = 0; letter < letters; letter += 1) text += ALPHABET[(group >> (18 - 6 * letter)) & 63];
  }
  return text;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The members of an exported key that belong in a claim. */
export const publicKeyOf = ({ x = '', y = '' }: { x?: string; y?: string }): DevicePublicKey => ({
  kty: 'EC',
  crv: 'P-256',
  x,
  y,
});
