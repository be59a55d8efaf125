// node lint.mjs FOLDER: whether the supported browsers know what is published: the style sheets in
// FOLDER, as they are compiled, and the module that starts the app.
//
// Which browsers are supported stands in .browserslistrc. For style the question is asked by year:
// "Baseline 2021" is what the browsers of the end of 2021 have in common, and the newest such year
// that all supported browsers have reached is found out here. What is newer is an exception below,
// with its reason: either all supported browsers have it all the same, or a reader who lacks it
// misses nothing that matters. An exception that nobody needs any more is a failure too.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getCompatibleVersions } from "baseline-browser-mapping";
import browserslist from "browserslist";
import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";
import stylelint from "stylelint";

const EXCEPTIONS = {
  // All supported browsers have them.
  'At-rule "@layer"': "Chrome 99, Firefox 97, Safari 15.4",
  'Property "color-scheme"': "Chrome 81, Firefox 96, Safari 13",
  'Property "outline"': "Chrome 94, Firefox 88; Safari before 16.4 draws it with square corners",
  'Selector "focus-visible"': "Chrome 86, Firefox 85, Safari 15.4",
  'Value "anywhere" of property "overflow-wrap"': "Chrome 80, Firefox 65, Safari 15.4",
  'Property "text-size-adjust"': "Chrome 54; Safari with a prefix, which is written too; others do not adjust",
  // Who lacks them misses little.
  'At-rule "@page"': "the printer's own margins",
  'Media condition "forced-colors"': "who lacks it has no forced colours",
  'Media condition "scripting"': "an empty space in place of none",
  'Property "scrollbar-width"': "a scrollbar below the sections, which ::-webkit-scrollbar takes away elsewhere",
  'Property "text-wrap"': "lines of uneven length",
  'Selector "has"': "what would be hidden for a moment is seen; each rule stands alone (crates/assets/src/style.rs)",
  'Selector "marker"': "a bullet in the colour of the text",
  'Selector "view-transition"': "pages turn without a transition",
  'Selector "view-transition-group"': "pages turn without a transition",
  'Value "avoid" of property "break-after"': "a headline at the foot of a printed page",
};

const top = fileURLToPath(new URL("../..", import.meta.url));
const faults = [];

const sheets = process.argv[2];
if (!sheets) throw new Error("node lint.mjs FOLDER: which folder has the compiled style sheets?");

/// The oldest supported version of each browser, by its name in the file.
const oldest = new Map();
for (const browser of browserslist(null, { path: top })) {
  const [name, versions] = browser.split(" ");
  const version = Number.parseFloat(versions);
  oldest.set(name, Math.min(version, oldest.get(name) ?? version));
}

/// The newest year whose common features all supported browsers have.
const year = () => {
  const names = { chrome: "chrome", edge: "edge", firefox: "firefox", safari: "safari", safari_ios: "ios_saf" };
  const reached = year =>
    getCompatibleVersions({ targetYear: year, suppressWarnings: true }).every(({ browser, version }) => {
      const supported = oldest.get(names[browser]);
      return supported === undefined || supported >= Number.parseFloat(version);
    });
  let newest = 2016;
  while (reached(newest + 1) && newest < new Date().getFullYear()) newest++;
  return newest;
};

const available = year();
const files = readdirSync(sheets).filter(name => name.endsWith(".css"));
const used = new Set();
for (const name of files) {
  const file = join(sheets, name);
  const { results } = await stylelint.lint({
    code: readFileSync(file, "utf8"),
    codeFilename: file,
    config: {
      plugins: [fileURLToPath(import.meta.resolve("stylelint-plugin-use-baseline"))],
      rules: { "plugin/use-baseline": [true, { available }] },
    },
  });
  for (const { text, column } of results.flatMap(result => result.warnings)) {
    const feature = text.split(" is not a ")[0];
    if (feature in EXCEPTIONS) used.add(feature);
    else faults.push(`${file}:1:${column}: ${text}`);
  }
}
if (files.length === 0) faults.push(`${sheets}: no style sheet`);
for (const feature of Object.keys(EXCEPTIONS)) {
  if (!used.has(feature)) faults.push(`tests/lint/lint.mjs: the exception for ${feature} is not needed any more`);
}

const start = "crates/assets/src/start.js";
const eslint = new ESLint({
  cwd: top,
  overrideConfigFile: true,
  overrideConfig: [
    {
      ...compat.configs["flat/recommended"],
      languageOptions: { ecmaVersion: 2021, sourceType: "module" },
      // Used only where it is there: Safari has something else in its place.
      settings: { polyfills: ["requestIdleCallback"] },
    },
  ],
});
for (const { messages } of await eslint.lintFiles([start])) {
  for (const { line, column, message } of messages) faults.push(`${start}:${line}:${column}: ${message}`);
}

for (const fault of faults) console.error(fault);
console.log(
  `${files.length} style sheets against Baseline ${available}, with ${used.size} exceptions, and ${start}: ` +
    (faults.length === 0 ? "fine" : `${faults.length} faults`),
);
process.exit(faults.length === 0 ? 0 : 1);
