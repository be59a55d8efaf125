// Runs Lighthouse on a page, as on a phone, in a Chromium that is already open. The tests run this
// file as a program, `node judge.mjs PORT URL CATEGORY…`; the benches import it.
//
// It uses Lighthouse as a library, since the lighthouse command checks for updates online.
import { fileURLToPath } from "node:url";
import lighthouse from "lighthouse";

// Returns the score of each category (0 to 100), the audits that failed as text, and all audits by
// name.
export const judge = async (url, port, categories, settings = {}) => {
  const { lhr } = await lighthouse(url, { port, logLevel: "error", onlyCategories: categories, ...settings });
  const trouble = [lhr.runtimeError?.message, ...lhr.runWarnings].filter(Boolean);
  if (trouble.length > 0) throw new Error(trouble.join("\n"));
  const scores = Object.fromEntries(
    // The score is null if an audit that counts toward it crashed.
    Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
  return { scores, faults: Object.values(lhr.categories).flatMap(category => faults(category, lhr.audits)), audits: lhr.audits };
};

// Returns a text for each failed audit of a category, the ones with the most weight first.
const faults = ({ id, auditRefs }, audits) => auditRefs
  .map(({ id: audit, weight }) => ({ ...audits[audit], weight }))
  .filter(audit => audit.scoreDisplayMode === "error" || audit.score !== null && audit.score < 1)
  .sort((a, b) => b.weight - a.weight)
  .map(audit => [`${id}: ${audit.id}${audit.weight > 0 ? "" : " (no points)"}: ${audit.title}`,
    audit.displayValue, audit.explanation, audit.errorMessage, ...places(audit.details),
    audit.weight > 0 && audit.description].filter(Boolean).join("\n    "));

// Returns where on the page, or in which file, an audit failed.
const places = details => (details?.items ?? []).slice(0, 5)
  .map(item => [item.node?.selector, item.node?.snippet, item.node?.explanation, item.url, item.source?.url,
    item.reason, item.failureType, item.description].filter(text => typeof text === "string").join(" "))
  .filter(Boolean);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port, url, ...categories] = process.argv.slice(2);
  // No throttling, since the tests do not measure speed.
  const { scores, faults } = await judge(url, Number(port), categories, { throttlingMethod: "provided" });
  console.log(JSON.stringify({ scores, faults }));
}
