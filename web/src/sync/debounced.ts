/** Runs `work` once things have been quiet for `ms`. */
export const debounced = (ms: number, work: () => unknown): { call: () => void; cancel: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(timer);
  return {
    call: () => {
      cancel();
      timer = setTimeout(work, ms);
    },
    cancel,
  };
};
