// The forms of the contract's page: each sends its request and shows the answer, as text.

const key = document.getElementById("key");
key.value = sessionStorage.getItem("api_key") ?? "";
key.addEventListener("change", () => {
  if (key.value.trim()) sessionStorage.setItem("api_key", key.value.trim());
  else sessionStorage.removeItem("api_key");
});

const base = new URL(".", location.href);
for (const origin of document.querySelectorAll(".origin")) origin.textContent = base.href.slice(0, -1);

/** The request that a form stands for, by where each of its fields belongs. */
function requestOf(form) {
  const fields = [...form.querySelectorAll("[data-place]")].filter((field) => field.value !== "");
  const at = (place) => fields.filter((field) => field.dataset.place === place);
  const path = at("path").reduce((made, field) => made.replace(`{${field.name}}`, encodeURIComponent(field.value)), form.dataset.path);
  const url = new URL(path, base);
  for (const field of at("query")) url.searchParams.append(field.name, field.value);
  const headers = { "Accept-Language": document.documentElement.lang };
  for (const field of at("header")) headers[field.name] = field.value;
  if (key.value) headers.Authorization = `Bearer ${key.value.trim()}`;
  const body = at("form").length ? new FormData() : undefined;
  for (const field of at("form")) for (const value of field.files ?? [field.value]) body.append(field.name, value);
  return { url, method: form.dataset.method, headers, body };
}

/** An answer for people: its status, its headers, and its body where that is text. */
async function told(response) {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  const type = response.headers.get("Content-Type") ?? "";
  const isText = /json|text|yaml|javascript|svg/.test(type);
  const body = isText ? await response.text() : `[${(await response.blob()).size} bytes]`;
  const shown = type.includes("json") && body ? JSON.stringify(JSON.parse(body), null, 2) : body;
  return `${response.status} ${response.statusText}\n${headers}\n\n${shown.slice(0, 100_000)}`;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const output = event.target.querySelector("output");
  const shown = document.createElement("pre");
  shown.tabIndex = 0;
  try {
    const { url, ...request } = requestOf(event.target);
    shown.textContent = await told(await fetch(url, { ...request, cache: "no-store" }));
  } catch (error) {
    shown.textContent = String(error);
  }
  output.replaceChildren(shown);
});
