import { create } from 'zustand';

export interface Toast {
  id: number;
  text: string;
  /** What can be done about it while it is shown, as taking back. */
  action?: { label: string; onPick: () => void };
}

const shownMs = 5000;
/** Long enough to reach its button by keyboard or switch. */
const shownWithActionMs = 12_000;

/** Short messages that need no answer. The region that shows them is always in the page. */
export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

let nextId = 1;

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

export const showToast = (text: string, action?: Toast['action']): void => {
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, text, ...(action && { action }) }] }));
  setTimeout(() => dismissToast(id), action ? shownWithActionMs : shownMs);
};
