import { allWithin, type DraftNode, mayBeIn } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Row, Rows } from '../../components/row.tsx';
import styles from './desk.module.css';
import { iconOf, usePartName } from './part-words.tsx';
import type { PartActions } from './use-part-actions.ts';
import { parentOf } from './use-ready-course.ts';

interface PartToolsProps {
  course: DraftNode;
  node: DraftNode;
  actions: PartActions;
}

/** Up, down, elsewhere, a copy, away: for every part, by pointer and by keyboard. */
export const PartTools = ({ course, node, actions }: PartToolsProps) => {
  const { t } = useLingui();
  const nameOf = usePartName();
  const [isOpen, setIsOpen] = useState(false);
  const name = nameOf(node);
  const siblings = actions.siblingsOf(node);
  const at = siblings.findIndex(({ id }) => id === node.id);
  const here = parentOf(course, node);
  const places = isOpen ? allWithin(course).filter(({ id, kind }) => mayBeIn(node.kind, kind) && id !== here.id) : [];
  const close = () => setIsOpen(false);
  return (
    <span className={styles.tools}>
      <IconButton icon="up" label={t`Up: ${name}`} disabled={at === 0} onClick={() => void actions.shift(node, -1)} />
      <IconButton
        icon="down"
        label={t`Down: ${name}`}
        disabled={at === siblings.length - 1}
        onClick={() => void actions.shift(node, 1)}
      />
      <IconButton icon="more" label={t`More: ${name}`} onClick={() => setIsOpen(true)} />
      <Dialog open={isOpen} title={name} sheet onClose={close}>
        <div className={styles.menu}>
          <Button
            look="quiet"
            icon="copy"
            onClick={() => {
              close();
              void actions.duplicate(node);
            }}
          >
            <Trans>Make a copy</Trans>
          </Button>
          <Button
            look="quiet"
            icon="remove"
            onClick={() => {
              close();
              void actions.remove(node);
            }}
          >
            <Trans>Delete</Trans>
          </Button>
        </div>
        {places.length > 0 && (
          <>
            <h3>
              <Trans>Move it to</Trans>
            </h3>
            <Rows>
              {places.map((place) => (
                <Row
                  key={place.id}
                  icon={iconOf(place)}
                  title={<bdi>{nameOf(place)}</bdi>}
                  detail={place.kind === 'activity' ? <bdi>{nameOf(parentOf(course, place))}</bdi> : undefined}
                  onOpen={() => {
                    close();
                    void actions.move(node, place, Number.POSITIVE_INFINITY);
                  }}
                />
              ))}
            </Rows>
          </>
        )}
      </Dialog>
    </span>
  );
};
