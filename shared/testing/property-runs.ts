/** How often a property is tried: few times with every change, many in the deep run; always from the same seed. */
export const propertyRuns = (usual: number): { seed: number; numRuns: number } => {
  const { process } = globalThis as { process?: { env: Record<string, string | undefined> } };
  return { seed: 20_260_101, numRuns: process?.env.HORNBOOK_DEEP === '1' ? usual * 20 : usual };
};
