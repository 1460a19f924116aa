// A field for a name, with those that there are suggested while it is written.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".name_field");
  root.tell = setTriggerValue;
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const form = element("form");
  const label = element("label", "", data.label);
  const field = element("input");
  field.type = "text";
  field.name = "name";
  field.autocomplete = "off";
  field.maxLength = data.most;
  const names = element("datalist");
  names.id = "names";
  names.append(...data.names.map((name) => Object.assign(element("option"), { value: name })));
  field.setAttribute("list", names.id);
  const done = element("button", "", data.button);
  done.type = "submit";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) root.tell("named", field.value.trim());
    else field.focus();
  });
  label.append(field, names);
  form.append(label, done);
  root.replaceChildren(form);
  field.focus({ preventScroll: true });
}
