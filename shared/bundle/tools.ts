/** A key as the platform's cryptography hands it out; only given back to it. */
export interface PlatformKey {
  readonly type: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** As much of the Web Crypto API as bundles need; browsers and Node have the same. */
export interface Subtle {
  importKey(format: 'raw', bytes: Bytes, algorithm: object, extractable: boolean, uses: string[]): Promise<PlatformKey>;
  importKey(format: 'jwk', key: object, algorithm: object, extractable: boolean, uses: string[]): Promise<PlatformKey>;
  exportKey(format: 'raw', key: PlatformKey): Promise<ArrayBuffer>;
  generateKey(
    algorithm: { name: string; namedCurve: string },
    extractable: boolean,
    uses: string[],
  ): Promise<{ publicKey: PlatformKey; privateKey: PlatformKey }>;
  deriveBits(algorithm: object, key: PlatformKey, length: number): Promise<ArrayBuffer>;
  encrypt(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  decrypt(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  sign(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  verify(algorithm: object, key: PlatformKey, signature: Bytes, bytes: Bytes): Promise<boolean>;
}

/** What bundles are made and opened with. */
export interface BundleTools {
  subtle: Subtle;
  gzip(text: string): Promise<Bytes>;
  /** Null for what is not gzip, no text, or unfolds to more than this. */
  gunzip(bytes: Bytes, mostBytes: number): Promise<string | null>;
}
