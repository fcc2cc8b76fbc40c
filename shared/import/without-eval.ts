import { config } from 'zod/mini';

// Where this runs nothing may be made into code while running, and the schemas would first try to.
config({ jitless: true });
