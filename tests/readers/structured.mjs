// Checks the structured data of pages with a validator, and against rules that the validator does
// not know: those that Google documents for articles
// (developers.google.com/search/docs/appearance/structured-data/article).
import { createRequire } from "node:module";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.READERS_NPM}/`);
const load = name => import(pathToFileURL(require.resolve(name)));
const { JSDOM } = require("jsdom");
const { default: WebAutoExtractor } = await load("@marbec/web-auto-extractor");
const { default: Validator } = await load("@adobe/structured-data-validator");

const list = value => (value === undefined ? [] : [value].flat());
const isUrl = value => typeof value === "string" && URL.canParse(value) && /^https?:/.test(value);
// An ISO 8601 time with a time zone, as Google requires.
const isTime = value => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(value ?? "");

// Yields all objects of a graph, at any depth.
function* nodes(value) {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item);
  else if (value && typeof value === "object") {
    yield value;
    for (const child of Object.values(value)) yield* nodes(child);
  }
}

function* article(node, document, byId) {
  // Google truncates longer headlines.
  if (!node.headline) yield "headline is missing";
  else if (node.headline.length > 110) yield `headline has ${node.headline.length} characters, more than 110`;
  for (const key of ["datePublished", "dateModified"]) if (!isTime(node[key])) yield `${key} is not a time with a time zone: ${node[key]}`;
  const times = [...document.querySelectorAll(".article__dates time")].map(time => Date.parse(time.dateTime));
  if (Date.parse(node.datePublished) !== times[0]) yield `datePublished is ${node.datePublished}, not the page's`;
  if (Date.parse(node.dateModified) !== times.at(-1)) yield `dateModified is ${node.dateModified}, not the page's`;
  const authors = list(node.author);
  if (authors.length === 0) yield "author is missing";
  for (const author of authors) {
    if (!["Person", "Organization"].includes(author["@type"])) yield `author is a ${author["@type"]}`;
    if (!author.name) yield "an author has no name";
    if (author.url && !isUrl(author.url)) yield `an author's url is ${author.url}`;
  }
  const publisher = byId.get(node.publisher?.["@id"]);
  if (!publisher?.name || !publisher.logo) yield "publisher has no name or no logo";
  if (document.querySelector(".lead-picture")) {
    const images = list(node.image);
    for (const { url, width, height } of images) {
      if (!isUrl(url)) yield `image is not a URL: ${url}`;
      if (!(width > 0 && height > 0)) yield `image has no size: ${url}`;
    }
    if (!images.some(({ width, height }) => width * height >= 50_000)) yield "no image has at least 50,000 pixels";
  }
  const headline = document.querySelector("h1").textContent.trim();
  if (node.headline && !headline.startsWith(node.headline.replace(/…$/, "").trim()))
    yield `headline differs from the page's: ${node.headline}`;
}

function* organization(node) {
  if (!node.name) yield "an organization has no name";
  if (!isUrl(node.url)) yield "an organization has no url";
  if (!isUrl(node.logo?.url ?? node.logo)) yield "an organization has no logo";
}

function* breadcrumbs(node) {
  const items = list(node.itemListElement);
  if (items.length < 2) yield "a breadcrumb list has fewer than two entries";
  for (const [at, item] of items.entries()) {
    if (item.position !== at + 1) yield `a breadcrumb has position ${item.position}`;
    if (!item.name) yield "a breadcrumb has no name";
    if (at + 1 < items.length && !isUrl(item.item)) yield "a breadcrumb has no link";
  }
}

// Returns the types that the structured data of a page must contain.
function wanted(document) {
  if (document.querySelector("article.article")) return ["NewsArticle", "BreadcrumbList", "NewsMediaOrganization"];
  if (document.querySelector("link[rel=canonical]")) {
    return new URL(document.querySelector("link[rel=canonical]").href).pathname === "/"
      ? ["WebSite", "NewsMediaOrganization"]
      : ["CollectionPage", "BreadcrumbList", "NewsMediaOrganization"];
  }
  return [];
}

const validator = new Validator();
const extractor = new WebAutoExtractor();

async function read({ page, url, text }) {
  const problems = [];
  const problem = what => problems.push({ page, what });
  const { document } = new JSDOM(text, { url }).window;
  const scripts = [...document.querySelectorAll("script[type='application/ld+json']")];
  const graphs = scripts.map(script => JSON.parse(script.textContent));
  const all = [...nodes(graphs)];
  const byId = new Map(all.filter(node => node["@id"] && Object.keys(node).length > 1).map(node => [node["@id"], node]));
  for (const node of all) {
    // An object with only an `@id` is a reference.
    if (Object.keys(node).join() === "@id" && !byId.has(node["@id"])) problem(`nothing has the @id ${node["@id"]}`);
  }
  for (const type of wanted(document)) {
    if (!all.some(node => node["@type"] === type)) problem(`has no ${type}`);
  }
  for (const node of all) {
    const rules = { NewsArticle: article, NewsMediaOrganization: organization, BreadcrumbList: breadcrumbs }[node["@type"]];
    for (const what of rules?.(node, document, byId) ?? []) problem(what);
  }
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  for (const { mainEntityOfPage } of all) {
    if (mainEntityOfPage && mainEntityOfPage["@id"] !== canonical) problem(`is the main entity of ${mainEntityOfPage["@id"]}`);
  }
  const extracted = extractor.parse(text);
  if (scripts.length > 0 && Object.keys(extracted.jsonld).length === 0) problem("the extractor finds nothing");
  for (const { issueMessage, severity, path, fieldNames } of await validator.validate(extracted)) {
    const where = path.map(({ type, property, index }) => `${property ? `${property} ` : ""}${type ?? index}`).join(" › ");
    // An error loses the rich result; a warning is a recommended property that is missing.
    problem(`${severity.toLowerCase()}: ${issueMessage} (${fieldNames?.join() ?? ""}) at ${where}`);
  }
  return { problems, nodes: all.filter(node => node["@type"]).length };
}

const { pages } = await json(process.stdin);
const results = [];
for (const page of pages) results.push(await read(page));
const real = results.filter((_, at) => !pages[at].page.startsWith("planted"));
console.log(JSON.stringify({
  problems: results.flatMap(({ problems }) => problems),
  figures: `${real.filter(({ nodes }) => nodes > 0).length} of ${real.length} pages with ` +
    `${real.reduce((sum, { nodes }) => sum + nodes, 0)} typed nodes`,
}));
