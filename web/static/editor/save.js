// The text of the editor in; a revision on the server out, while the cursor and what can be undone stay.
import { EditorView } from "@codemirror/view";

export class Saving {
  view = null; // the editor, as soon as there is one
  saved = null; // the text that the server has, null where it has another one
  isOn = false;

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("#saved");
    form.addEventListener("submit", (event) => (event.preventDefault(), this.save()));
    addEventListener("beforeunload", (event) => this.isDirty && event.preventDefault());
    this.changes = EditorView.updateListener.of((update) => update.docChanged && this.tell(this.isDirty ? "Not saved yet." : ""));
  }

  begin(view, isSaved) {
    this.view = view;
    this.saved = isSaved ? view.state.doc : null;
  }

  get isDirty() {
    return !this.isOn && Boolean(this.view) && !(this.saved && this.view.state.doc.eq(this.saved));
  }

  async save() {
    if (this.isOn || this.view.state.readOnly) return;
    const doc = this.view.state.doc;
    this.form.elements.text.value = doc.toString();
    if (new Blob([this.form.elements.text.value]).size > Number(this.form.dataset.most)) return this.tell(this.form.dataset.tooLarge);
    this.isOn = true;
    this.tell("Saving …");
    try {
      await this.answered(await this.post(), doc);
    } catch {
      this.tell("▲ Nothing was saved: the server cannot be reached. Your text is still here.");
    }
    this.isOn = false;
  }

  post() {
    return fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" } });
  }

  /** Where somebody was faster, the form is sent as a page, with what was typed since, and comes back with both texts. */
  async answered(response, doc) {
    if (response.status === 409) {
      this.saved = this.view.state.doc;
      this.form.elements.text.value = this.saved.toString();
      return this.form.submit();
    }
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isJson ? await response.json() : { sentence: "Nothing was saved. Your text is still here; copy it, and open the page again." };
    if (!response.ok) return this.tell(`▲ ${answer.sentence}`);
    this.form.elements.seen.value = answer.seen;
    this.form.elements.message.value = "";
    this.saved = doc;
    return this.tell(answer.isNew ? `✓ Saved as revision ${answer.number}.` : "Nothing has changed since the last revision.");
  }

  tell(sentence) {
    if (this.status) this.status.textContent = sentence;
  }
}
