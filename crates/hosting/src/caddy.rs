//! Writes the configuration for Caddy.

use super::combination;
use super::headers_file::HostingOptions;
use super::policy::{Cache, TYPES_BY_EXTENSION, TYPES_BY_NAME, policy};
use super::security::security_headers;
use std::fmt::Write;

/// The name of the file with the former paths, beside the Caddyfile.
pub const CADDY_PATHS: &str = "press-redirects.caddy";
/// The name of the file with the former addresses that have a query, beside the Caddyfile.
pub const CADDY_QUERIES: &str = "press-redirects-queries.caddy";

/// Returns the text of a Caddyfile.
///
/// `host` is the newspaper's host name, or an address such as `:80`. `root` is the folder of the
/// site; with a base path, it is the folder that contains the site in a subfolder of that name.
pub fn caddyfile(hosting: &HostingOptions, host: &str, root: &str) -> String {
    let base = hosting.base;
    let assets = policy("assets/a.js")
        .cross_origin_resource_policy
        .unwrap_or_default();
    let media = policy("media/a.webp")
        .cross_origin_resource_policy
        .unwrap_or_default();
    let mut text = String::from("# Written by press: change it there.\n");
    let out = &mut text;
    out.push_str("(press_security) {\n");
    line(out, "header {");
    for (name, value) in security_headers(hosting.style, hosting.picture_hosts, hosting.media_hosts)
    {
        line(out, &format!("  {name} \"{value}\""));
    }
    line(out, "  -Server");
    line(out, "}");
    out.push_str("}\n");
    writeln!(out, "{host} {{").ok();
    line(out, &format!("root * {root}"));
    line(out, "map {path} {press_cache} {");
    line(
        out,
        &format!(
            "  ~^{base}/(assets|media)/ \"{}\"",
            Cache::Immutable.header()
        ),
    );
    for name in [
        "popular.json",
        "search-index.bin",
        "today.json",
        "edition.epub",
    ] {
        line(
            out,
            &format!("  {base}/{name} \"{}\"", Cache::Minute.header()),
        );
    }
    // The publisher's own service worker, if there is one.
    line(
        out,
        &format!("  {base}/sw.js {}", Cache::Revalidate.header()),
    );
    line(out, &format!("  default \"{}\"", Cache::Fresh.header()));
    line(out, "}");
    line(out, "map {path} {press_type} {");
    for (name, kind) in TYPES_BY_NAME {
        line(
            out,
            &format!("  ~/{}$ \"{kind}\"", name.replace('.', "\\.")),
        );
    }
    for (ending, kind, _) in TYPES_BY_EXTENSION {
        line(out, &format!("  ~\\.{ending}$ \"{kind}\""));
    }
    // Well-known files without an extension are plain text.
    line(
        out,
        &format!("  ~^{base}/\\.well-known/(.*/)?[^./]*$ \"text/plain; charset=utf-8\""),
    );
    line(out, "  ~/[^.]*$ \"text/html; charset=utf-8\"");
    line(out, "  default application/octet-stream");
    line(out, "}");
    // Caddy 2.6, which Debian ships, does not support `{?query}`.
    line(out, "map {query} {press_query} {");
    line(out, "  ~^(.+)$ \"?${1}\"");
    line(out, "  default \"\"");
    line(out, "}");
    if hosting.redirects > 0 {
        former_addresses(out);
    }
    line(out, "import press_security");
    line(out, "header {");
    line(out, "  Cache-Control {press_cache}");
    line(out, "  Content-Type {press_type}");
    line(out, "}");
    line(
        out,
        &format!("header {base}/assets/* Cross-Origin-Resource-Policy {assets}"),
    );
    line(
        out,
        &format!("header {base}/media/* Cross-Origin-Resource-Policy {media}"),
    );
    if let Some(link) = hosting.link() {
        line(out, "@page path_regexp ^[^.]*$");
        line(out, &format!("header @page Link \"{link}\""));
    }
    let texts = TYPES_BY_EXTENSION.iter().filter(|(_, _, packed)| *packed);
    let texts: Vec<&str> = texts.map(|(ending, ..)| *ending).collect();
    line(out, "# Caddy before 2.7 says it of packed copies only");
    line(
        out,
        &format!(r"@text path_regexp (^{base}[^.]*|\.({}))$", texts.join("|")),
    );
    vary(out, "header @text {");
    line(out, "@sent not method GET HEAD");
    line(out, "handle @sent {");
    line(out, "  header Allow \"GET, HEAD\"");
    line(out, "  header Cache-Control no-store");
    line(out, "  respond 405");
    line(out, "}");
    line(
        out,
        "# no file has such a name, and Caddy before 2.7 answers 500",
    );
    line(out, r"@control path_regexp [\x00-\x1f\x7f]");
    line(out, "handle @control {");
    line(out, "  error 404");
    line(out, "}");
    line(
        out,
        "# what hosts read, packed copies under their own names, and the error page",
    );
    line(
        out,
        &format!(r"@packed path_regexp (\.(br|gz)$|^{base}/404(\.html)?$)"),
    );
    line(out, "handle @packed {");
    line(out, "  error 404");
    line(out, "}");
    line(out, "@hidden {");
    line(out, "  path_regexp /[_.]");
    line(
        out,
        &format!(r"  not path_regexp ^{base}/\.well-known(/[^_./][^/]*)+$"),
    );
    line(out, "}");
    line(out, "handle @hidden {");
    line(out, "  error 404");
    line(out, "}");
    line(out, "# a page has one address");
    line(out, &format!("@front path {base}/index {base}/index.html"));
    line(out, &format!("redir @front {base}/{{press_query}} 308"));
    if !base.is_empty() {
        line(out, &format!("redir {base} {base}/{{press_query}} 308"));
    }
    // Nest the matchers, because Caddy evaluates the matchers of a set in any order.
    let page = format!("^({base}(?:/[a-z0-9-]+)+)(?:/|\\.html)$");
    line(out, &format!("@other path_regexp page {page}"));
    line(out, "handle @other {");
    line(out, "  @there file {re.page.1}.html");
    line(out, "  redir @there {re.page.1}{press_query} 308");
    line(out, "  error 404");
    line(out, "}");
    line(out, "# several tags: few such addresses have a file");
    let (pattern, shown) = (combination::PATTERN, combination::PAGE);
    line(out, &format!("@combination path_regexp ^{base}/{pattern}$"));
    line(out, "handle @combination {");
    line(out, &format!("  try_files {{path}}.html {base}/{shown}"));
    line(out, "  file_server {");
    line(out, "    precompressed br gzip");
    line(out, "  }");
    line(out, "}");
    line(out, "handle {");
    line(out, "  try_files {path} {path}.html");
    line(out, "  file_server {");
    line(out, "    precompressed br gzip");
    line(out, "  }");
    line(out, "}");
    line(out, "handle_errors {");
    line(out, "  # an error forgets what was set before it");
    line(out, "  import press_security");
    line(out, "  header Cache-Control no-store");
    line(out, "  header Content-Type \"text/html; charset=utf-8\"");
    vary(out, "  header {");
    line(out, &format!("  rewrite * {base}/404.html"));
    line(out, "  file_server {");
    line(out, "    precompressed br gzip");
    line(out, "  }");
    line(out, "}");
    out.push_str("}\n");
    text
}

/// Writes the maps from a former address to the page. An address with a query is looked up with the whole
/// query, and then without.
fn former_addresses(out: &mut String) {
    line(out, "map {path} {press_bare} {");
    line(out, "  ~^(.*?)/?$ \"${1}\"");
    line(out, "}");
    for (source, to, file) in [
        ("{press_bare}", "{press_former_path}", CADDY_PATHS),
        (
            "{press_bare}{press_query}",
            "{press_former_query}",
            CADDY_QUERIES,
        ),
    ] {
        line(out, &format!("map {source} {to} {{"));
        line(out, &format!("  import {file}"));
        line(out, "  default \"\"");
        line(out, "}");
    }
    for to in ["{press_former_query}", "{press_former_path}"] {
        let name = to.trim_matches(['{', '}']);
        line(out, &format!("@{name} not vars {to} \"\""));
        line(out, &format!("redir @{name} {to} 301"));
    }
}

/// Adds `Vary: Accept-Encoding`. It is deferred, so that it replaces the file server's own header.
fn vary(out: &mut String, head: &str) {
    line(out, head);
    let indent = head.len() - head.trim_start().len() + 2;
    for directive in ["Vary Accept-Encoding", "defer"] {
        line(out, &format!("{:indent$}{directive}", ""));
    }
    line(out, &format!("{:1$}}}", "", indent - 2));
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "\t{text}").ok();
}
