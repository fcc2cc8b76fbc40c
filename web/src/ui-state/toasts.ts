import { create } from 'zustand';

export interface Toast {
  id: number;
  text: string;
}

const shownMs = 5000;

/** Short messages that need no answer. The region that shows them is always in the page. */
export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

let nextId = 1;

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

export const showToast = (text: string): void => {
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, text }] }));
  setTimeout(() => dismissToast(id), shownMs);
};
