/** Tries to send and fetch at once, as when the network has just come back: the sync of this tab listens for that. */
export const sendNow = (): void => {
  dispatchEvent(new Event('online'));
};
