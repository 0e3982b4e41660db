// <json-editor>: CodeMirror in a shadow root. There its styles are constructed style sheets, which need nothing looser
// than style-src 'self'; in the page itself they would be a <style> element.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, RangeSet, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** A part of the text, and what is said of it. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const setMarks = StateEffect.define<readonly Mark[]>();

class FaultyLine extends GutterMarker {
  override elementClass = "cm-faulty-line";
}
const faultyLine = new FaultyLine();

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { changes, effects }) {
    for (const effect of effects)
      if (effect.is(setMarks))
        return Decoration.set(
          effect.value.map(({ from, to, message }) =>
            Decoration.mark({ class: "cm-fault", attributes: { title: message } }).range(from, to),
          ),
          true,
        );
    return before.map(changes);
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    gutterLineClass.compute([field], (state) => {
      const lines = new Set<number>();
      for (let at = state.field(field).iter(); at.value; at.next()) lines.add(state.doc.lineAt(at.from).from);
      return RangeSet.of(
        [...lines].map((from) => faultyLine.range(from)),
        true,
      );
    }),
  ],
});

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: "light-dark(#00498c, #8ec2ff)" },
  { tag: tags.string, color: "light-dark(#0b6a2d, #8fdca6)" },
  { tag: [tags.number, tags.bool, tags.null], color: "light-dark(#8a2f00, #ffb787)" },
]);

const theme = EditorView.theme({
  "&": { blockSize: "360px", fontSize: "13px", color: "inherit", background: "transparent" },
  "&.cm-focused": { outline: "2px solid light-dark(#006ce0, #42b4ff)", outlineOffset: "1px" },
  ".cm-scroller": {
    fontFamily: 'Monaco, Menlo, Consolas, "Courier Prime", Courier, "Courier New", monospace',
    lineHeight: "20px",
  },
  ".cm-content": { caretColor: "currentColor" },
  ".cm-gutters": {
    background: "transparent",
    color: "light-dark(#57606a, #a4adb8)",
    borderInlineEnd: "1px solid light-dark(#c6c6cd, #424650)",
  },
  ".cm-faulty-line": { color: "light-dark(#c20000, #ff9d9d)", fontWeight: "bold" },
  ".cm-fault": {
    textDecoration: "underline wavy light-dark(#db0000, #ff7a7a)",
    textUnderlineOffset: "3px",
  },
  ".cm-foldPlaceholder": { background: "transparent", color: "inherit" },
});

/**
 * An editor of JSON with line numbers. Its `value` is the text; it tells of each edit by an "input" event, and of a paste
 * by a "paste" event that bubbles and can be prevented.
 */
export class JsonElement extends HTMLElement {
  #view: EditorView | undefined;
  #value = "";
  #label = "";
  #isGiven = false;

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (this.#view) return;
    this.#view = new EditorView({ root, parent: root, state: this.#makeState() });
  }

  disconnectedCallback(): void {
    this.#view?.destroy();
    this.#view = undefined;
    this.shadowRoot?.replaceChildren();
  }

  #makeState(): EditorState {
    return EditorState.create({
      doc: this.#value,
      extensions: [
        lineNumbers(),
        foldGutter(),
        history(),
        json(),
        indentOnInput(),
        bracketMatching(),
        syntaxHighlighting(colors),
        // The tab key goes on to the next control.
        keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": this.#label,
          tabindex: "0",
          spellcheck: "false",
          autocapitalize: "off",
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          this.#value = update.state.doc.toString();
          if (!this.#isGiven) this.dispatchEvent(new Event("input"));
        }),
        marked,
        theme,
      ],
    });
  }

  get value(): string {
    return this.#value;
  }

  /** Another text takes the place of the part that is different, so that the cursor and the folds stay. */
  set value(next: string) {
    const before = this.#value;
    if (next === before) return;
    this.#value = next;
    if (!this.#view) return;
    let from = 0;
    const shorter = Math.min(before.length, next.length);
    while (from < shorter && before.charCodeAt(from) === next.charCodeAt(from)) from++;
    let end = 0;
    while (
      end < shorter - from &&
      before.charCodeAt(before.length - 1 - end) === next.charCodeAt(next.length - 1 - end)
    )
      end++;
    this.#give({ changes: { from, to: before.length - end, insert: next.slice(from, next.length - end) } });
    // The editor keeps lines; a text with other line breaks is what it made of it.
    this.#value = next;
  }

  #give(change: TransactionSpec): void {
    this.#isGiven = true;
    try {
      this.#view?.dispatch(change);
    } finally {
      this.#isGiven = false;
    }
  }

  set label(label: string) {
    this.#label = label;
    this.shadowRoot?.querySelector(".cm-content")?.setAttribute("aria-label", label);
  }

  set marks(marks: readonly Mark[]) {
    const { length } = this.#view?.state.doc ?? { length: 0 };
    this.#give({ effects: setMarks.of(marks.filter(({ from, to }) => from < to && to <= length)) });
  }

  /** Selects a part of the text, brings it into view and takes the focus. */
  select(from: number, to: number): void {
    const { length } = this.#view?.state.doc ?? { length: 0 };
    this.#give({
      selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
      effects: EditorView.scrollIntoView(Math.min(from, length), { y: "center" }),
    });
    this.#view?.focus();
    this.scrollIntoView({ block: "nearest" });
  }

  /** What is selected. */
  get selected(): string {
    const { from, to } = this.#view?.state.selection.main ?? { from: 0, to: 0 };
    return this.#value.slice(from, to);
  }
}

customElements.define("json-editor", JsonElement);
