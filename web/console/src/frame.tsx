// What is around each page: the bar at the top, the operations at the side, the trail, the notices.
import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { texts } from "./catalogue";

/** Up to this width the operations lie over the page. */
const narrow = matchMedia("(max-width: 688px)");

/** Tells whether the operations lie over the page when they are open. */
export const isNarrow = (): boolean => narrow.matches;

function follow(listener: () => void): () => void {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}

export interface FrameProps {
  /** The links and menus of the bar at the top. */
  readonly bar: ReactNode;
  readonly side: ReactNode;
  readonly isSideOpen: boolean;
  readonly onSide: (isOpen: boolean) => void;
  /** The pages above this one and itself, each with its address. */
  readonly trail: readonly { readonly text: string; readonly href: string }[];
  readonly notices: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ bar, side, isSideOpen, onSide, trail, notices, children }: FrameProps) {
  const { navigation } = texts;
  const covers = useSyncExternalStore(follow, isNarrow) && isSideOpen;
  const open = useRef<ButtonProps.Ref>(null);
  const close = useRef<ButtonProps.Ref>(null);
  const wasOpen = useRef(isSideOpen);
  useEffect(() => {
    if (wasOpen.current === isSideOpen) return;
    wasOpen.current = isSideOpen;
    // The button that was pressed is gone. A page that was gone to has taken the focus.
    if (isSideOpen) close.current?.focus();
    else if (document.activeElement === document.body) open.current?.focus();
  }, [isSideOpen]);
  return (
    <>
      {/* The bar is dark in both modes. */}
      <header id="top" className="top awsui-dark-mode">
        <a className="name-of-page" href="#/">
          cognitocheck
        </a>
        {bar}
      </header>
      <div className="frame">
        <nav
          className="side"
          aria-label={navigation.title}
          hidden={!isSideOpen}
          onKeyDown={(event) => {
            if (covers && event.key === "Escape") onSide(false);
          }}
        >
          <div className="close">
            <Button
              ref={close}
              variant="icon"
              iconName="close"
              ariaLabel={navigation.close}
              onClick={() => onSide(false)}
            />
          </div>
          {side}
        </nav>
        <div className="beside-side" inert={covers}>
          {(!isSideOpen || trail.length > 0) && (
            <div className="trail">
              {!isSideOpen && (
                <Button
                  ref={open}
                  variant="icon"
                  iconName="menu"
                  ariaLabel={navigation.open}
                  onClick={() => onSide(true)}
                />
              )}
              {trail.length > 0 && (
                <nav aria-label={navigation.trail}>
                  <ol>
                    {trail.map(({ text, href }, i) => (
                      <li key={href}>
                        {i < trail.length - 1 ? (
                          <Link href={href}>{text}</Link>
                        ) : (
                          <span aria-current="page">{text}</span>
                        )}
                      </li>
                    ))}
                  </ol>
                </nav>
              )}
            </div>
          )}
          <section className="notices" aria-label={navigation.notifications} aria-live="polite">
            {notices}
          </section>
          <main>{children}</main>
        </div>
      </div>
    </>
  );
}
