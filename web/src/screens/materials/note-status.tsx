import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { isLongToRead, splitNote } from '../../data/commands/type-in-note.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useMaterialTitle } from './material-row.tsx';
import styles from './materials.module.css';
import type { NoteSession, Saving } from './note-session.ts';
import { useTellStored } from './tell-stored.ts';

interface NoteStatusProps {
  id: string;
  material: Material;
  saving: Saving;
  session: NoteSession;
}

/** Where the typing is, said only once it is true; and what to do about a note that has grown too long. */
export const NoteStatus = ({ id, material, saving, session }: NoteStatusProps) => {
  const { t } = useLingui();
  const title = useMaterialTitle(material);
  const [, navigate] = useLocation();
  const tellStored = useTellStored();
  const isLong = saving === 'too-long' && isLongToRead(session.text());
  const handleSplit = async () => {
    const split = await splitNote(material.id, session.text(), (number) => `${title} (${number})`);
    if (!tellStored(split)) return;
    if (split.kind === 'split') showToast(t`Split. The rest is in the same subject.`);
    if (split.kind !== 'begun-anew') return;
    navigate(`/me/materials/${split.ids[0]}`, { replace: true });
    showToast(t`Begun anew. The old note is among what was deleted.`);
  };
  return (
    <div className={styles.status}>
      <p id={id} role="status" className={styles.quiet}>
        {saving === 'saved' && <Trans>Saved on this device</Trans>}
        {saving === 'saving' && <Trans>Saving…</Trans>}
        {saving === 'failed' && <Trans>Not saved yet: there is no room on this device. It is tried again.</Trans>}
        {saving === 'too-long' && <Trans>This note is too long to be sent</Trans>}
      </p>
      {saving === 'too-long' && (
        <div className={styles.notice}>
          <p>
            {isLong ? (
              <Trans>
                All you typed is kept on this device, but a note this long can’t go to your other devices. Make several
                of it, or shorten it.
              </Trans>
            ) : (
              <Trans>
                All you typed is kept on this device, but this note has been changed in so many places that it can’t go
                to your other devices any more. Begun anew it can, word for word.
              </Trans>
            )}
          </p>
          <Button onClick={() => void handleSplit()}>
            {isLong ? <Trans>Split it into several notes</Trans> : <Trans>Begin it anew</Trans>}
          </Button>
        </div>
      )}
    </div>
  );
};
