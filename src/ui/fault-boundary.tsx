/** A fault while drawing ends the screen as the person's leaving does; Ink would draw its stack, as raw as it came. */
import { useApp } from 'ink';
import { Component, type ReactNode } from 'react';

export function FaultBoundary({ children }: { readonly children: ReactNode }) {
  const { exit } = useApp();
  return <Boundary onFault={exit}>{children}</Boundary>;
}

type Props = { readonly onFault: (error: Error) => void; readonly children: ReactNode };

/** React tells of faults only to classes. */
class Boundary extends Component<Props, { readonly hasFailed: boolean }> {
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override componentDidCatch(error: unknown): void {
    this.props.onFault(error instanceof Error ? error : new Error(String(error)));
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
