// What the server says may stand in a model file, and a path; out of it what may stand at its end.

/** A path leads from the whole file through keys and item numbers; every step leaves the readings that are possible. */
export class Grammar {
  constructor(kinds) {
    this.kinds = kinds;
  }

  /** All that may stand at a path. `written` holds the keys beside the last one, which tell targets and groups apart. */
  nodesAt(path, written = {}) {
    let nodes = [{ kinds: ["head"] }];
    path.forEach((step, index) => {
      const beside = index === path.length - 1 && typeof step === "string" ? written : { [step]: "" };
      nodes = nodes.flatMap((node) => this.below(node, step, beside));
    });
    return nodes;
  }

  below(node, step, beside) {
    if (typeof step === "number") return node.items ? [node.items] : [];
    const found = this.kindsOf([node], beside).map((name) => this.kinds[name].keys[step]?.holds ?? this.kinds[name].rest);
    if (node.values) found.push(node.values);
    return found.filter(Boolean);
  }

  /** The kinds of entry that fit the keys already written; all of them where none does. */
  kindsOf(nodes, written) {
    const names = [...new Set(nodes.flatMap((node) => node.kinds ?? []))];
    const fitting = names.filter((name) => this.fits(this.kinds[name], written));
    return fitting.length ? fitting : names;
  }

  fits(kind, written) {
    return Object.entries(written).every(([key, value]) => {
      const known = kind.keys[key];
      if (!known) return Boolean(kind.rest);
      const { choices, refers, never } = known.holds;
      if (never?.includes(value)) return false;
      return !choices?.length || refers || !value || choices.includes(value);
    });
  }

  /** Keys that may be written at a path, each with its sentence; those that are there already are left out. */
  keysAt(path, written) {
    const found = new Map();
    for (const name of this.kindsOf(this.nodesAt(path), written)) {
      for (const [key, known] of Object.entries(this.kinds[name].keys)) {
        if (!(key in written) && !found.has(key)) found.set(key, known);
      }
    }
    return found;
  }

  /** What a key at a path is for. */
  wordsFor(path, key, written) {
    const nodes = this.nodesAt(path);
    const known = this.kindsOf(nodes, written).map((name) => this.kinds[name].keys[key]).find(Boolean);
    if (known) return { key, about: known.about, like: likeOf(known.holds), isRequired: known.required };
    const entry = nodes.map((node) => node.values).find(Boolean);
    if (entry?.kinds) return { key, about: this.kinds[entry.kinds[0]].about, like: "", isRequired: false };
    return null;
  }
}

/** How the value of a key is written, in words. */
export function likeOf(holds) {
  const reader = holds.items && !holds.like ? { ...holds.items, ...holds } : holds;
  if (reader.refers) return `the id of an entry in ${reader.refers}`;
  if (reader.choices?.length) return reader.choices.join(", ");
  return reader.like ?? "";
}

/** Whether a value stands on the lines below its key, because it has parts of its own. */
export function hasParts(holds) {
  return !holds.like && !holds.refers && !holds.choices?.length && Boolean(holds.kinds || holds.items || holds.values);
}
