import { Trans } from '@lingui/react/macro';
import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { ErrorState } from '../components/states.tsx';

/** A mistake of ours: what was learned is stored, and the way on is a fresh start of the page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main>
        <ErrorState
          title={<Trans>This page stumbled</Trans>}
          action={
            <Button onClick={() => location.assign('/')}>
              <Trans>Open Hornbook anew</Trans>
            </Button>
          }
        >
          <Trans>That is our fault, not yours. Your answers up to here are saved.</Trans>
        </ErrorState>
      </main>
    );
  }
}
