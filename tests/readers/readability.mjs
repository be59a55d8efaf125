// Extracts stories with Readability, as Firefox's Reader View does, and compares them with the page.
import { createRequire } from "node:module";
import { json } from "node:stream/consumers";

const require = createRequire(`${process.env.READERS_NPM}/`);
const { JSDOM } = require("jsdom");
const { Readability, isProbablyReaderable } = require("@mozilla/readability");

// The elements that contain text directly: paragraphs, list items, cells and so on.
const BLOCKS = "p, h1, h2, h3, li, figcaption, caption, th, td, pre, cite";
// What a reader view drops on purpose: links to other stories and sites, and pull quotes, which
// repeat the text.
const LEFT_OUT = ".related, .embed-card, .pull-quote";

const plain = text => text.replace(/\s+/g, " ").trim();

// Returns the blocks of an element in order, each without the blocks inside it.
function blocks(root) {
  return [...root.querySelectorAll(BLOCKS)].flatMap(block => {
    const copy = block.cloneNode(true);
    for (const inner of copy.querySelectorAll(BLOCKS)) inner.remove();
    const text = plain(copy.textContent);
    return text ? [{ text, element: block }] : [];
  });
}

const pictures = root => [...root.querySelectorAll("img")].map(img => new URL(img.src).pathname);

function read({ page, url, text }) {
  const problems = [];
  const problem = what => problems.push({ page, what });
  const { document } = new JSDOM(text, { url }).window;
  const article = document.querySelector("article.article");
  const body = article.querySelector(".article__body");
  const expected = {
    title: plain(article.querySelector("h1").textContent),
    byline: plain(article.querySelector(".article__byline")?.textContent ?? ""),
    blocks: blocks(body).filter(({ element }) => !element.closest(LEFT_OUT)).map(({ text }) => text),
    lead: pictures(article).slice(0, article.querySelector(".lead-picture") ? 1 : 0),
    pictures: pictures(body),
    lang: document.documentElement.lang,
  };
  const outside = article.cloneNode(true);
  for (const part of outside.querySelectorAll(".share-bar")) part.remove();
  const own = plain(outside.textContent);
  const galleries = article.querySelectorAll(".gallery").length;

  if (!isProbablyReaderable(document)) problem("Reader View is not offered");
  const taken = new Readability(document).parse();
  if (!taken) return { problems: [{ page, what: "nothing is extracted" }] };
  const content = new JSDOM(taken.content, { url }).window.document.body;

  if (plain(taken.title) !== expected.title) problem(`the title is ${JSON.stringify(taken.title)}`);
  if (expected.byline && !expected.byline.includes(plain(taken.byline ?? "-")))
    problem(`the byline is ${JSON.stringify(taken.byline)}, not ${JSON.stringify(expected.byline)}`);
  if (taken.lang !== expected.lang) problem(`the language is ${taken.lang}, not ${expected.lang}`);
  if (!taken.publishedTime) problem("has no publication time");

  // Every paragraph must be there, in order.
  const got = blocks(content).map(({ text }) => text);
  let at = 0;
  for (const block of expected.blocks) {
    const found = got.indexOf(block, at);
    if (found < 0) problem(`a paragraph is lost or out of order: ${block.slice(0, 80)}`);
    else at = found + 1;
  }
  // Nothing around the story may be extracted with it.
  for (const block of got) if (!own.includes(block)) problem(`is not part of the story: ${block.slice(0, 80)}`);
  // Every picture must be there.
  const kept = pictures(content);
  const lost = wanted => wanted.filter(path => !kept.includes(path));
  for (const path of lost(expected.lead)) problem(`the lead picture is lost: ${path}`);
  for (const path of lost(expected.pictures)) problem(`a picture is lost: ${path}`);
  return {
    problems,
    lead: expected.lead.length, lostLead: lost(expected.lead).length,
    galleries,
    pictures: expected.pictures.length, lostPictures: lost(expected.pictures).length,
    blocks: expected.blocks.length,
  };
}

const { pages } = await json(process.stdin);
const results = pages.map(read);
const real = results.filter((_, at) => !pages[at].page.startsWith("planted"));
const sum = key => real.reduce((sum, result) => sum + (result[key] ?? 0), 0);
console.log(JSON.stringify({
  problems: results.flatMap(({ problems }) => problems),
  figures: `${real.length} stories with ${sum("blocks")} paragraphs; lost: ${sum("lostLead")} of ${sum("lead")} lead ` +
    `pictures, ${sum("lostPictures")} of ${sum("pictures")} pictures in the bodies (${sum("galleries")} galleries)`,
}));
