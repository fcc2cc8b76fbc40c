import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { About } from '../../data/commands/converse.ts';
import { lazyScreen } from '../../shell/lazy-screen.tsx';

const TutorSheet = lazyScreen(async () => (await import('./tutor-sheet.tsx')).TutorSheet);

/** Opens the tutor on what is at hand. */
export const TutorButton = ({ about, name }: { about: Partial<About> & Pick<About, 'context'>; name: string }) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const whole = { courseId: null, lessonId: null, activityId: null, materialId: null, ...about };
  return (
    <>
      <IconButton icon="tutor" label={t`Ask the tutor`} aria-haspopup="dialog" onClick={() => setOpen(true)} />
      <Dialog open={open} title={t`Tutor: ${name}`} sheet onClose={close}>
        <TutorSheet about={whole} onClose={close} />
      </Dialog>
    </>
  );
};
