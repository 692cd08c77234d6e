interface KeyFieldProps {
  readonly value: string;
  readonly onChange: (key: string) => void;
}

/** Asks for an API key where the gateway hands out none. It stays in this page's memory and is sent only to this gateway. */
export function KeyField({ value, onChange }: KeyFieldProps) {
  return (
    <label className="key-field">
      <span>
        API key <span className="muted">from this gateway’s operator; forgotten when the page closes</span>
      </span>
      <input
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="sk-tao-…"
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </label>
  );
}
