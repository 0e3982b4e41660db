/** Text to be read and copied. It takes the focus, since it may scroll. */
export function Code({ text, label }: { text: string; label: string }) {
  return (
    <pre className="code block" role="region" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}
