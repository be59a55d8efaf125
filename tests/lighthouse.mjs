// What Lighthouse says of a page on a phone, in a Chromium that is open already. The tests start it
// as a program, `node lighthouse.mjs PORT ADDRESS CATEGORY…`; the benches import it.
//
// As a library, and not by its own command: that one asks the network for newer versions.
import { fileURLToPath } from "node:url";
import lighthouse from "lighthouse";

// The scores, 0 to 100, of each category; why they are not higher; and the audits by their names.
export const judge = async (url, port, categories, settings = {}) => {
  const { lhr } = await lighthouse(url, { port, logLevel: "error", onlyCategories: categories, ...settings });
  const trouble = [lhr.runtimeError?.message, ...lhr.runWarnings].filter(Boolean);
  if (trouble.length > 0) throw new Error(trouble.join("\n"));
  const scores = Object.fromEntries(
    // no score at all: an audit that counts broke down
    Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
  return { scores, faults: Object.values(lhr.categories).flatMap(category => faults(category, lhr.audits)), audits: lhr.audits };
};

const faults = ({ id, auditRefs }, audits) => auditRefs
  .map(({ id: audit, weight }) => ({ ...audits[audit], weight }))
  .filter(audit => audit.scoreDisplayMode === "error" || audit.score !== null && audit.score < 1)
  .sort((a, b) => b.weight - a.weight)
  .map(audit => [`${id}: ${audit.id}${audit.weight > 0 ? "" : " (no points)"}: ${audit.title}`,
    audit.displayValue, audit.explanation, audit.errorMessage, ...places(audit.details),
    audit.weight > 0 && audit.description].filter(Boolean).join("\n    "));

// Where on the page, or which file.
const places = details => (details?.items ?? []).slice(0, 5)
  .map(item => [item.node?.selector, item.node?.snippet, item.node?.explanation, item.url, item.source?.url,
    item.reason, item.failureType, item.description].filter(text => typeof text === "string").join(" "))
  .filter(Boolean);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port, url, ...categories] = process.argv.slice(2);
  // what is judged is the page, not how fast it is
  const { scores, faults } = await judge(url, Number(port), categories, { throttlingMethod: "provided" });
  console.log(JSON.stringify({ scores, faults }));
}
