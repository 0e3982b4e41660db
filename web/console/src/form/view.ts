import { splitPointer } from "cognitocheck/react";
import { chain } from "../request/pointer";

/** The most elements of a list, or entries of a map, that are on the page at once. */
export const windowSize = 20;

/** The sections that were opened or closed, and the parts of long lists that are on the page, by pointer. */
export class View {
  #expanded = new Map<string, boolean>();
  #windows = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  isExpanded(pointer: string): boolean | undefined {
    return this.#expanded.get(pointer);
  }

  expand(pointer: string, open: boolean): void {
    if (this.#expanded.get(pointer) === open) return;
    this.#expanded.set(pointer, open);
    this.#tell();
  }

  /** Where the part of a long list starts that is on the page. */
  windowOf(pointer: string): number {
    return this.#windows.get(pointer) ?? 0;
  }

  /** Brings the element with an index on the page. */
  moveWindow(pointer: string, index: number): void {
    this.#windows.set(pointer, Math.max(0, Math.floor(index / windowSize) * windowSize));
    this.#tell();
  }

  /**
   * Opens the sections that the values at these pointers are in, and brings their elements on the page. indexOf finds the
   * index of a key among the entries of a map.
   */
  reach(pointers: readonly string[], indexOf: (pointer: string) => number | undefined): void {
    for (const pointer of pointers) {
      for (const each of chain(pointer)) {
        this.#expanded.set(each, true);
        const around = each.slice(0, each.lastIndexOf("/"));
        const last = splitPointer(each).at(-1) ?? "";
        const index = indexOf(each) ?? (/^\d+$/.test(last) ? Number(last) : 0);
        if (index >= windowSize || this.#windows.has(around))
          this.#windows.set(around, Math.floor(index / windowSize) * windowSize);
      }
    }
    this.#tell();
  }

  forget(): void {
    this.#expanded = new Map();
    this.#windows = new Map();
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
