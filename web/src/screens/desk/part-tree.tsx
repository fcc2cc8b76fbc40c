import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Plural } from '@lingui/react/macro';
import { type DragEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../components/icon.tsx';
import styles from './desk.module.css';
import { PartTools } from './part-tools.tsx';
import { iconOf, usePartName } from './part-words.tsx';
import { type PartActions, usePartActions } from './use-part-actions.ts';

/** What is being dragged: a browser shows it to nobody before it is dropped, and here it is known who may take it. */
interface Dragging {
  node: DraftNode | null;
  set: (node: DraftNode | null) => void;
}

interface TreeItemProps {
  course: DraftNode;
  parent: DraftNode;
  node: DraftNode;
  actions: PartActions;
  dragging: Dragging;
  /** What is missing in it, in a number. */
  faults: ReadonlyMap<string, number>;
  addTo: (node: DraftNode) => ReactNode;
}

const TreeItem = ({ course, parent, node, actions, dragging, faults, addTo }: TreeItemProps) => {
  const nameOf = usePartName();
  const [isOver, setIsOver] = useState(false);
  // What can stand beside it, wherever it comes from.
  const canTake =
    dragging.node !== null &&
    dragging.node.id !== node.id &&
    actions.siblingsOf(dragging.node, parent).some(({ id }) => id === node.id);
  const handleOver = (event: DragEvent) => {
    if (!canTake) return;
    event.preventDefault();
    event.stopPropagation();
    setIsOver(true);
  };
  const handleDrop = (event: DragEvent) => {
    setIsOver(false);
    if (!canTake || !dragging.node) return;
    event.preventDefault();
    event.stopPropagation();
    const dragged = dragging.node;
    const siblings = actions.siblingsOf(dragged, parent).map(({ id }) => id);
    const at = siblings.filter((id) => id !== dragged.id).indexOf(node.id);
    // Onto one that stands below it, it goes behind that one: else the last place could not be reached.
    const from = siblings.indexOf(dragged.id);
    void actions.move(dragged, parent, from >= 0 && from < siblings.indexOf(node.id) ? at + 1 : at);
  };
  const missing = faults.get(node.id) ?? 0;
  return (
    <li>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the buttons at its end are the first. */}
      <div
        className={styles.item}
        data-over={isOver || undefined}
        draggable
        onDragStart={(event) => {
          event.stopPropagation();
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', nameOf(node));
          dragging.set(node);
        }}
        onDragEnd={() => dragging.set(null)}
        onDragOver={handleOver}
        onDragLeave={() => setIsOver(false)}
        onDrop={handleDrop}
      >
        <Link href={`/desk/${course.id}/${node.id}`} className={styles.name}>
          <Icon name={iconOf(node)} />
          <bdi>{nameOf(node)}</bdi>
          {missing > 0 && (
            <span className={styles.missing}>
              <Icon name="attention" />
              <span aria-hidden="true">{missing}</span>
              <span className="visually-hidden">
                {' '}
                <Plural value={missing} one="# thing is missing" other="# things are missing" />
              </span>
            </span>
          )}
        </Link>
        <PartTools course={course} node={node} actions={actions} />
      </div>
      {node.kind !== 'question' && (
        <div className={styles.within}>
          <Items course={course} parent={node} {...{ actions, dragging, faults, addTo }} />
          <div className={styles.adding}>{addTo(node)}</div>
        </div>
      )}
    </li>
  );
};

const Items = ({ parent, ...rest }: Omit<TreeItemProps, 'node'>) => {
  const shown = parent.children.filter(({ kind }) => kind !== 'skill' && kind !== 'asset');
  if (shown.length === 0) return null;
  return (
    <ul className={styles.items}>
      {shown.map((node) => (
        <TreeItem key={node.id} parent={parent} node={node} {...rest} />
      ))}
    </ul>
  );
};

interface PartTreeProps {
  course: DraftNode;
  faults: ReadonlyMap<string, number>;
  addTo: (node: DraftNode) => ReactNode;
}

/** Units, lessons, activities and questions of a course, each with what can be done to it. */
export const PartTree = ({ course, faults, addTo }: PartTreeProps) => {
  const actions = usePartActions(course);
  const [node, set] = useState<DraftNode | null>(null);
  return (
    <Items course={course} parent={course} actions={actions} dragging={{ node, set }} faults={faults} addTo={addTo} />
  );
};
