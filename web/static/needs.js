// What a service needs, as a tree that is built by keyboard or by drag. The tree stands as JSON in the text area that is
// sent; where this script does not run, the same text area holds an outline.
(() => {
  "use strict";
  const WORDS = {
    all_of: "All of these",
    any_of: "Any one of these",
    at_least: "At least so many of these",
    in_order: "One after the other",
    in_parallel: "At the same time",
  };
  const NEW = "new";

  const kindOf = (node) => (typeof node === "object" ? Object.keys(WORDS).find((kind) => kind in node) : undefined);
  const membersOf = (node) => node[kindOf(node) === "at_least" ? "of" : kindOf(node)];

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  class Tree {
    constructor(box) {
      this.box = box;
      this.area = box.querySelector("textarea");
      this.kinds = box.dataset.kinds.split(" ").filter(Boolean);
      this.names = new Map();
      this.ids = new Map();
      for (const option of document.querySelectorAll("#known-services option")) {
        this.names.set(option.dataset.id, option.value);
        this.ids.set(option.value.toLowerCase(), option.dataset.id);
        this.ids.set(option.dataset.id.toLowerCase(), option.dataset.id);
      }
      // Every node is an object of its own, so that it can be told from another one that says the same.
      this.root = { members: this.read(JSON.parse(box.dataset.tree)) };
      this.view = element("div", { className: "view" });
      this.note = element("p", { className: "mistake", hidden: true });
      this.said = element("p", { className: "hidden" });
      this.said.setAttribute("role", "status");
      box.querySelector(".written").hidden = true;
      const label = box.querySelector(".label");
      const heading = element("p", { className: "label", id: `${box.id}-label` }, ...label.childNodes);
      label.replaceWith(heading);
      this.view.setAttribute("role", "group");
      this.view.setAttribute("aria-labelledby", heading.id);
      box.append(this.view, this.note, this.said);
      this.drag = new Drag(this);
      this.area.form.addEventListener("submit", (event) => this.takeTyped(event));
      this.draw();
    }

    read(found) {
      return found.map((node) => {
        const kind = kindOf(node);
        if (kind) return { kind, count: node.at_least ?? "1", members: this.read(membersOf(node)) };
        return { leaf: node };
      });
    }

    written(nodes) {
      return nodes.map((node) => {
        if (!node.kind) return node.leaf;
        const members = this.written(node.members);
        return node.kind === "at_least" ? { at_least: node.count, of: members } : { [node.kind]: members };
      });
    }

    // Where a node stands: its parent, its siblings and its index among them.
    find(wanted, parent = this.root) {
      const index = parent.members.indexOf(wanted);
      if (index >= 0) return { parent, siblings: parent.members, index };
      for (const node of parent.members) {
        const found = node.kind && this.find(wanted, node);
        if (found) return found;
      }
      return null;
    }

    holds(node, wanted) {
      return node === wanted || Boolean(node.members?.some((inner) => this.holds(inner, wanted)));
    }

    name(node) {
      if (node === this.root) return this.box.dataset.label;
      if (node.kind) return node.kind === "at_least" ? `At least ${node.count} of these` : WORDS[node.kind];
      const leaf = node.leaf;
      if (typeof leaf === "string") return this.names.get(leaf) ?? leaf;
      return leaf[NEW] ?? this.names.get(leaf.service) ?? leaf.service ?? "";
    }

    // Move a node; the words say where it is now.
    move(node, parent, index) {
      const from = this.find(node);
      from.siblings.splice(from.index, 1);
      const shift = from.parent === parent && from.index < index ? 1 : 0;
      parent.members.splice(index - shift, 0, node);
      const now = this.find(node);
      this.tell(`${this.name(node)}: now ${now.index + 1} of ${now.siblings.length} in ${this.name(parent)}`);
    }

    up(node) {
      const { parent, index } = this.find(node);
      if (index > 0) this.move(node, parent, index - 1);
      else this.tell(`${this.name(node)} is the first already`);
    }

    down(node) {
      const { parent, index, siblings } = this.find(node);
      if (index < siblings.length - 1) this.move(node, parent, index + 2);
      else this.tell(`${this.name(node)} is the last already`);
    }

    // Into the group above it, else the one below it; with neither, into a group of its own.
    into(node) {
      const { siblings, index } = this.find(node);
      const group = [siblings[index - 1], siblings[index + 1]].find((other) => other?.kind);
      if (group) return this.move(node, group, siblings[index - 1] === group ? group.members.length : 0);
      const made = this.group();
      made.members.push(node);
      siblings[index] = made;
      return this.tell(`${this.name(node)}: now in a group of its own, ${this.name(made)}`);
    }

    out(node) {
      const { parent } = this.find(node);
      if (parent === this.root) return this.tell(`${this.name(node)} is in no group`);
      const around = this.find(parent);
      return this.move(node, around.parent, around.index + 1);
    }

    remove(node) {
      const { siblings, index, parent } = this.find(node);
      siblings.splice(index, 1);
      this.tell(`${this.name(node)} removed`);
      this.changed(siblings[Math.min(index, siblings.length - 1)] ?? parent, siblings.length ? "remove" : "add");
    }

    group() {
      const usual = ["any_of", "in_parallel"].find((kind) => this.kinds.includes(kind) && (kind !== "any_of" || this.kinds[0] !== "in_order"));
      return { kind: usual ?? this.kinds[0], count: "1", members: [] };
    }

    // A service by what was typed: one that is known, or one that is to be made.
    add(parent, text) {
      const typed = text.trim();
      if (!typed) return;
      parent.typed = "";
      const id = this.ids.get(typed.toLowerCase());
      const provider = document.getElementById("provider")?.value ?? "";
      const node = { leaf: id ?? { [NEW]: typed, provider } };
      parent.members.push(node);
      this.tell(`${this.name(node)} added${id ? "" : " as a new service"}`);
      this.changed(parent, "add");
    }

    addGroup(parent) {
      const made = this.group();
      parent.members.push(made);
      this.tell(`Group added: ${this.name(made)}`);
      this.changed(made, "kind");
    }

    // What is typed but not added is added when the form is sent; a service that this makes has to be looked at first.
    takeTyped(event) {
      const made = [];
      for (const parent of [...this.items.keys()].filter((node) => node.typed?.trim())) {
        const typed = parent.typed.trim();
        this.add(parent, typed);
        if (!this.ids.has(typed.toLowerCase())) made.push(parent.members.at(-1));
      }
      if (made.length) this.stop(event, made[0]);
    }

    stop(event, node) {
      event.preventDefault();
      for (let box = this.box.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      this.note.textContent = `“${this.name(node)}” is not in this model yet: it would be a new service. Say who provides it, or remove it, and save again.`;
      this.note.hidden = false;
      this.tell(this.note.textContent);
      this.items.get(node).querySelector("select").focus();
    }

    tell(words) {
      this.said.textContent = words;
    }

    // Draw anew, put the focus where it was on the node that was moved, and let the form be checked.
    changed(node, control) {
      this.draw();
      this.area.dispatchEvent(new Event("change", { bubbles: true }));
      const item = this.items.get(node);
      const wanted = item?.querySelector(`:scope > .head [data-act="${control}"], :scope > .adder [data-act="${control}"]`);
      (wanted ?? item?.querySelector("button, input"))?.focus();
    }

    draw() {
      this.items = new Map();
      this.note.hidden = true;
      this.area.value = JSON.stringify(this.written(this.root.members));
      const list = this.list(this.root);
      this.items.set(this.root, this.view);
      this.view.replaceChildren(list, this.adder(this.root));
    }

    list(parent) {
      const list = element("ol", { className: "nodes" });
      list.append(...parent.members.map((node) => this.item(node)));
      if (!parent.members.length) list.hidden = true;
      return list;
    }

    item(node) {
      const item = element("li", { className: node.kind ? "node group" : "node" });
      const head = element("div", { className: "head" }, this.handle(node), ...this.content(node), this.buttons(node));
      item.append(head);
      if (node.kind) item.append(this.list(node), this.adder(node));
      this.items.set(node, item);
      item.node = node;
      return item;
    }

    handle(node) {
      const handle = element("span", { className: "handle", title: "Drag to move" }, "⠿");
      handle.setAttribute("aria-hidden", "true");
      handle.addEventListener("pointerdown", (event) => this.drag.start(event, node));
      return handle;
    }

    content(node) {
      if (node.kind) return this.groupContent(node);
      const words = [element("bdi", { className: "name" }, this.name(node))];
      const leaf = node.leaf;
      if (typeof leaf === "object" && NEW in leaf) words.push(...this.newContent(leaf));
      else if (typeof leaf === "object" && leaf.usage) words.push(element("span", { className: "soft" }, `called ${leaf.usage} times`));
      else if (!this.names.has(typeof leaf === "string" ? leaf : leaf.service)) words.push(element("span", { className: "soft" }, "not in this model"));
      return words;
    }

    // A service that is made on the way says who provides it.
    newContent(leaf) {
      const choice = document.getElementById("provider").cloneNode(true);
      choice.removeAttribute("id");
      choice.removeAttribute("name");
      choice.removeAttribute("aria-describedby");
      choice.value = leaf.provider;
      choice.className = "short";
      choice.addEventListener("change", () => { leaf.provider = choice.value; this.store(); });
      return [element("span", { className: "chip plain" }, "new"), element("label", { className: "by" }, "provided by ", choice)];
    }

    groupContent(node) {
      const choice = element("select", { className: "kind" });
      choice.dataset.act = "kind";
      choice.setAttribute("aria-label", "How many of the group are needed");
      choice.append(...this.kinds.map((kind) => new Option(WORDS[kind], kind, false, kind === node.kind)));
      choice.addEventListener("change", () => { node.kind = choice.value; this.changed(node, "kind"); });
      if (node.kind !== "at_least") return [choice];
      const count = element("input", { type: "number", min: "1", value: node.count, className: "count" });
      count.setAttribute("aria-label", "How many are needed");
      count.addEventListener("input", () => { node.count = count.value || "1"; this.store(); });
      return [choice, count];
    }

    store() {
      this.area.value = JSON.stringify(this.written(this.root.members));
      this.area.dispatchEvent(new Event("change", { bubbles: true }));
    }

    buttons(node) {
      const acts = [["up", "Up", "Move up"], ["down", "Down", "Move down"]];
      if (this.kinds.length) acts.push(["into", "Into group", "Move into a group:"]);
      if (this.find(node).parent !== this.root) acts.push(["out", "Out", "Move out of the group:"]);
      const moves = element("div", { className: "moves" });
      for (const [act, words, name] of [...acts, ["remove", "Remove", "Remove"]]) {
        const button = element("button", { type: "button", className: "plain" }, words);
        button.dataset.act = act;
        button.setAttribute("aria-label", `${name} ${this.name(node)}`);
        button.addEventListener("click", () => { this[act](node); if (act !== "remove") this.changed(node, act); });
        moves.append(button);
      }
      return moves;
    }

    // The line below a list, with which something is added to it.
    adder(parent) {
      const line = element("div", { className: "adder" });
      const where = parent === this.root ? this.box.dataset.label : `the group “${this.name(parent)}”`;
      const field = element("input", { type: "text", placeholder: parent === this.root ? "Add a service" : "Add to this group", autocomplete: "off", value: parent.typed ?? "" });
      field.setAttribute("list", "known-services");
      field.setAttribute("aria-label", `Add a service to ${where}`);
      field.dataset.act = "add";
      const add = element("button", { type: "button", className: "quiet" }, "Add");
      add.setAttribute("aria-label", `Add the service to ${where}`);
      field.addEventListener("input", () => { parent.typed = field.value; });
      add.addEventListener("click", () => this.add(parent, field.value));
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.add(parent, field.value);
      });
      // What is only being typed is no change of the form yet.
      field.addEventListener("change", (event) => event.stopPropagation());
      line.append(field, add);
      if (this.kinds.length) line.append(this.groupButton(parent, where));
      return line;
    }

    groupButton(parent, where) {
      const button = element("button", { type: "button", className: "plain" }, "Add a group");
      button.dataset.act = "group";
      button.setAttribute("aria-label", `Add a group to ${where}`);
      button.addEventListener("click", () => this.addGroup(parent));
      return button;
    }
  }

  // Dragging by mouse, pen or finger: a line shows where the node would go.
  class Drag {
    constructor(tree) {
      this.tree = tree;
      this.marker = element("li", { className: "marker" });
      this.marker.setAttribute("aria-hidden", "true");
    }

    start(event, node) {
      if (event.button > 0) return;
      event.preventDefault();
      this.node = node;
      this.item = this.tree.items.get(node);
      this.item.classList.add("dragged");
      const handle = event.currentTarget;
      handle.setPointerCapture(event.pointerId);
      const move = (moved) => this.over(moved);
      const end = (ended) => {
        handle.removeEventListener("pointermove", move);
        for (const kind of ["pointerup", "pointercancel"]) handle.removeEventListener(kind, end);
        this.end(ended.type === "pointerup");
      };
      handle.addEventListener("pointermove", move);
      for (const kind of ["pointerup", "pointercancel"]) handle.addEventListener(kind, end);
    }

    over(event) {
      const under = document.elementFromPoint(event.clientX, event.clientY);
      if (!under || !this.tree.view.contains(under) || under === this.marker) return;
      const item = under.closest("li.node");
      this.target = item ? this.beside(item, under, event.clientY) : { parent: this.tree.root, index: this.tree.root.members.length };
      if (this.target && this.tree.holds(this.node, this.target.parent)) this.target = null;
      this.show();
    }

    // Before or after the item by which half of its line is pointed at; what is below the line of a group is inside it.
    beside(item, under, y) {
      const node = item.node;
      const isHead = Boolean(under.closest(".head"));
      if (node.kind && !isHead) return { parent: node, index: node.members.length };
      const { parent, index } = this.tree.find(node);
      const head = item.querySelector(":scope > .head").getBoundingClientRect();
      const isUpper = y < head.top + head.height / 2;
      if (node.kind && !isUpper) return { parent: node, index: 0 };
      return { parent, index: isUpper ? index : index + 1 };
    }

    show() {
      this.marker.remove();
      if (!this.target) return;
      const { parent, index } = this.target;
      const list = this.tree.items.get(parent).querySelector(":scope > ol");
      const items = [...list.children].filter((child) => child !== this.marker);
      list.hidden = false;
      list.insertBefore(this.marker, items[index] ?? null);
    }

    end(isDropped) {
      this.marker.remove();
      this.item.classList.remove("dragged");
      const { node, target } = this;
      this.node = this.target = null;
      if (!isDropped || !target) return this.tree.draw();
      this.tree.move(node, target.parent, target.index);
      return this.tree.changed(node, "up");
    }
  }

  for (const box of document.querySelectorAll(".tree[data-tree]")) new Tree(box);
})();
