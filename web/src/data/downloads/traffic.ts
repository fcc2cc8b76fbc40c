let received = 0;

/** What has come of files since the app was opened: a link that is cut again and again and brings something is no dead one. */
export const receivedBytes = (): number => received;
export const noteReceived = (bytes: number): void => {
  received += bytes;
};
