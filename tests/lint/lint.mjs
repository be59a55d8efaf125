// node lint.mjs FOLDER…: checks that the supported browsers know every feature used by the compiled
// stylesheets in each FOLDER, by the module that starts the app, by the tools, and by the parts that load when they
// are used.
//
// .browserslistrc lists the supported browsers. Stylesheets are checked against a Baseline year:
// "Baseline 2021" is the set of features that all browsers had at the end of 2021. This script
// finds the newest year that all supported browsers have reached. Newer features need an exception
// below, with a reason: either all supported browsers have the feature anyway, or readers without
// it miss nothing that matters. An exception that is no longer needed is an error too.

import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { getCompatibleVersions } from "baseline-browser-mapping";
import browserslist from "browserslist";
import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";
import stylelint from "stylelint";

const EXCEPTIONS = {
  // All supported browsers have these, from the given versions on.
  'At-rule "@layer"': "Chrome 99, Firefox 97, Safari 15.4",
  'Property "color-scheme"': "Chrome 81, Firefox 96, Safari 13",
  'Property "outline"': "Chrome 94, Firefox 88; Safari before 16.4 draws it with square corners",
  'Selector "focus-visible"': "Chrome 86, Firefox 85, Safari 15.4",
  'Value "anywhere" of property "overflow-wrap"': "Chrome 80, Firefox 65, Safari 15.4",
  'Property "scroll-snap-stop"': "Chrome 75, Firefox 103, Safari 15",
  'Property "scroll-snap-type"': "Chrome 69, Firefox 99, Safari 11",
  'Property "text-size-adjust"': "Chrome 54; Safari with a prefix, which the stylesheets include; others do not adjust text",
  // Browsers without these lose little: the reason says what.
  'Property "accent-color"': "checkboxes and progress bars have the browser's own color",
  'At-rule "@page"': "pages print with the default margins",
  'Media condition "forced-colors"': "browsers without it have no forced colors",
  'Media condition "scripting"': "an empty space stays where there should be none",
  'Property "accent-color"': "the choices on the page of settings have the browser's color",
  'Property "forced-color-adjust"': "browsers without it have no forced colors",
  'Property "overscroll-behavior"': "Safari before 16 bounces at the ends of the pictures in full screen",
  'Property "content-visibility"': "a folded transcript or table is printed folded",
  'Selector "details-content"': "a folded transcript or table is printed folded",
  'Property "print-color-adjust"': "charts and boxes are printed without their fills, if the reader has not asked for backgrounds",
  'Property "scrollbar-width"': "a scrollbar shows below the sections; ::-webkit-scrollbar hides it in other browsers",
  'Property "text-wrap"': "lines are of uneven length",
  'Selector "backdrop"': "the page behind a dialog is less dark",
  'Selector "has"': "some content is visible for a moment too long; each such rule is separate (crates/assets/src/style.rs)",
  'Selector "marker"': "bullets have the color of the text",
  'Selector "view-transition"': "pages turn without a transition",
  'Selector "view-transition-group"': "pages turn without a transition",
  'Value "avoid" of property "break-after"': "a headline can be at the bottom of a printed page",
};

/// The values of four sides, in which a lone operator of `calc()` is none.
const FOUR_SIDES = /^(?:(?![-+*/]\s)\S+\s+){3}\S+$/;
const fourSides = property => `${property} names the left and the right side; use ${property}-block and ${property}-inline`;

const top = fileURLToPath(new URL("../..", import.meta.url));
const faults = [];

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error("pass the folders with the compiled stylesheets: node lint.mjs FOLDER…");

/// The oldest supported version of each browser, by its browserslist name.
const oldest = new Map();
for (const browser of browserslist(null, { path: top })) {
  const [name, versions] = browser.split(" ");
  const version = Number.parseFloat(versions);
  oldest.set(name, Math.min(version, oldest.get(name) ?? version));
}

/// Returns the newest Baseline year whose features all supported browsers have.
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
const sheets = folder => readdirSync(folder).filter(name => name.endsWith(".css")).map(name => join(folder, name));
const files = folders.flatMap(sheets);
const used = new Set();
for (const file of files) {
  const { results } = await stylelint.lint({
    code: readFileSync(file, "utf8"),
    codeFilename: file,
    config: {
      plugins: [fileURLToPath(import.meta.resolve("stylelint-plugin-use-baseline"))],
      rules: {
        "plugin/use-baseline": [true, { available }],
        // The layers say which rule wins.
        "declaration-no-important": true,
        // The left and the right side differ in languages of one direction only.
        "declaration-property-value-disallowed-list": [{ "/^(margin|padding)$/": [FOUR_SIDES] }, { message: fourSides }],
      },
    },
  });
  for (const { text, column } of results.flatMap(result => result.warnings)) {
    const feature = text.split(" is not a ")[0];
    if (feature in EXCEPTIONS) used.add(feature);
    else faults.push(`${file}:1:${column}: ${text}`);
  }
}
for (const folder of folders) {
  if (sheets(folder).length === 0) faults.push(`${folder}: contains no stylesheets`);
}
for (const feature of Object.keys(EXCEPTIONS)) {
  if (!used.has(feature)) faults.push(`tests/lint/lint.mjs: remove the exception for ${feature}, which is no longer needed`);
}

const scripts = ["crates/assets/src/*.js", "src/modules/*.js", "src/parts/*.js", "src/tools/*.js"];
const eslint = new ESLint({
  cwd: top,
  overrideConfigFile: true,
  overrideConfig: [
    {
      ...compat.configs["flat/recommended"],
      languageOptions: { ecmaVersion: 2021, sourceType: "module" },
      // The scripts check for these first: Safari has no idle callbacks, and where there are no Trusted Types,
      // none are required.
      settings: { polyfills: ["requestIdleCallback", "trustedTypes"] },
    },
  ],
});
for (const { filePath, messages } of await eslint.lintFiles(scripts)) {
  for (const { line, column, message } of messages) {
    faults.push(`${relative(top, filePath)}:${line}:${column}: ${message}`);
  }
}

for (const fault of faults) console.error(fault);
console.log(
  `${files.length} stylesheets checked against Baseline ${available} (${used.size} exceptions), and ${scripts.join(", ")}: ` +
    (faults.length === 0 ? "no errors" : `${faults.length} errors`),
);
process.exit(faults.length === 0 ? 0 : 1);
