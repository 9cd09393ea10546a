// A sentence with `code` in it in; the nodes of a page for it out.

export function prose(sentence) {
  return sentence.split("`").map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
