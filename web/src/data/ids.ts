const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A UUIDv7 (RFC 9562): ids made later sort later. */
export const uuidV7 = (at: number): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(at / 2 ** (8 * (5 - index))) & 0xff;
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** Random text of digits and small letters. */
export const randomText = (length: number): string => {
  let text = '';
  while (text.length < length) {
    // 252 is the largest multiple of 36 in a byte: what lies above would favour the first digits.
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) if (byte < 252) text += DIGITS[byte % 36];
  }
  return text.slice(0, length);
};

/** A replica is one database: a new one gets a new id. [W3] */
export const newReplicaId = (): string => randomText(10);
