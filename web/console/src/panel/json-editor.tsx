import Box from "@cloudscape-design/components/box";
import { createElement, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { texts } from "../catalogue";
import { Code } from "./code";
import type { JsonElement, Mark } from "./json-element";

/** In a longer text the keys come first: it is judged, and the form follows, when they pause for so many milliseconds. */
const longText = 20_000;
const pauseAfter = 120;

/** Leads to a part of the JSON. */
export interface JsonEditorRef {
  select(from: number, to: number): void;
}

/** The JSON of a request, to be edited. The editor is loaded once it is needed; until then the text is only shown. */
export function JsonEditor({
  text,
  marks,
  error,
  onText,
  onPaste,
  ref,
}: {
  text: string;
  marks: readonly Mark[];
  error: string | undefined;
  onText: (text: string) => void;
  /** Takes what was pasted; says whether it did. */
  onPaste: (text: string) => boolean;
  ref: Ref<JsonEditorRef>;
}) {
  const [isLoaded, setLoaded] = useState(customElements.get("json-editor") !== undefined);
  const element = useRef<JsonElement>(null);
  const wanted = useRef<readonly [number, number]>(undefined);
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!isLoaded) void import("./json-element").then(() => setLoaded(true));
  }, [isLoaded]);
  useLayoutEffect(() => {
    const editor = element.current;
    if (!editor) return;
    editor.label = texts.output.asJson;
    // What was typed and is not told of yet is newer than what the page has.
    if (pending.current === undefined) editor.value = text;
    if (wanted.current) editor.select(...wanted.current);
    wanted.current = undefined;
  });
  useLayoutEffect(() => {
    if (isLoaded && element.current) element.current.marks = marks;
  }, [isLoaded, marks]);
  useEffect(() => {
    const editor = element.current;
    if (!editor) return;
    const tell = () => {
      if (pending.current === undefined) return;
      clearTimeout(pending.current);
      pending.current = undefined;
      onText(editor.value);
    };
    const input = () => {
      clearTimeout(pending.current);
      pending.current = setTimeout(tell, pauseAfter);
      if (editor.value.length <= longText) tell();
    };
    const paste = (event: ClipboardEvent) => {
      if (!onPaste(event.clipboardData?.getData("text/plain") ?? "")) return;
      event.preventDefault();
      event.stopPropagation();
    };
    editor.addEventListener("input", input);
    editor.addEventListener("focusout", tell);
    editor.addEventListener("paste", paste, { capture: true });
    return () => {
      editor.removeEventListener("input", input);
      editor.removeEventListener("focusout", tell);
      editor.removeEventListener("paste", paste, { capture: true });
    };
  });
  useImperativeHandle(ref, () => ({
    select(from, to) {
      if (element.current) element.current.select(from, to);
      else wanted.current = [from, to];
    },
  }));
  return (
    <div className="json" id="request-json">
      <Box color="text-body-secondary" variant="small">
        {texts.output.edit}
      </Box>
      {isLoaded ? createElement("json-editor", { ref: element }) : <Code text={text} label={texts.output.asJson} />}
      <div role="alert" className="json-error">
        {error}
      </div>
    </div>
  );
}
