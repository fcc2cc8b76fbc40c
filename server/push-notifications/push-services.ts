/**
 * Hosts browsers have their push services on. A device names the address the service is to send to: any other host
 * would let it make the service call whatever it likes.
 */
const HOSTS = [
  /^fcm\.googleapis\.com$/,
  /^jmt17\.google\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^[a-z0-9-]+\.push\.services\.mozilla\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
  /^[a-z0-9-]*\.?push\.apple\.com$/,
];

export const isPushService = (endpoint: string): boolean => {
  try {
    const { protocol, hostname, port, username } = new URL(endpoint);
    return protocol === 'https:' && port === '' && username === '' && HOSTS.some((host) => host.test(hostname));
  } catch {
    return false;
  }
};
