//! Writes the configuration for nginx.

use super::combination;
use super::headers_file::HostingOptions;
use super::policy::{Cache, TYPES_BY_EXTENSION, TYPES_BY_NAME, policy};
use super::security::security_headers;
use std::fmt::Write;

/// The name of the file with the entries of the maps of former addresses. nginx looks for it in its own
/// folder, `/etc/nginx`.
pub const NGINX_MAP: &str = "press-redirects.map";
/// The largest entry of a map, in bytes. The default has only room for addresses of 46.
const LARGEST_ENTRY: usize = 1024;

/// Returns a `server` block and its `map`s, to be included in nginx's `http` block.
///
/// `host` is the newspaper's host name, with the port if its URL has one. `root` is the folder of
/// the site; with a base path, it is the folder that contains the site in a subfolder of that name.
///
/// For precompressed copies, `gzip_static` is part of most builds of nginx; `brotli_static` is a
/// separate module (Debian: `libnginx-mod-http-brotli-static`). Without the module, nginx would not
/// start with that line, so it is not in this file. The server inherits it from the `http` block.
pub fn nginx_config(hosting: &HostingOptions, host: &str, root: &str) -> String {
    let base = hosting.base;
    // A server name must not contain the port. IPv6 addresses contain colons without having a port.
    let port = |(_, port): &(&str, &str)| port.bytes().all(|byte| byte.is_ascii_digit());
    let (name, port) = host.rsplit_once(':').filter(port).unwrap_or((host, "80"));
    let assets = policy("assets/a.js");
    let media = policy("media/a.webp");
    let shared = |policy: super::Policy| policy.cross_origin_resource_policy.unwrap_or_default();
    let mut text =
        String::from("# Written by press: change it there. Belongs into nginx's http block.\n");
    let out = &mut text;
    if hosting.redirects > 0 {
        former_addresses(out, hosting.redirects);
    }
    // nginx sends no header if the value is empty.
    block(out, "map $uri $press_cache", |out| {
        let immutable = Cache::Immutable.header();
        line(out, &format!("default \"{}\";", Cache::Fresh.header()));
        line(out, &format!("~^{base}/(assets|media)/ \"{immutable}\";"));
        for name in [
            "popular.json",
            "search-index.bin",
            "today.json",
            "edition.epub",
        ] {
            line(
                out,
                &format!("{base}/{name} \"{}\";", Cache::Minute.header()),
            );
        }
        // The publisher's own service worker, if there is one.
        line(
            out,
            &format!("{base}/sw.js {};", Cache::Revalidate.header()),
        );
        line(out, &format!("{base}/404.html no-store;"));
    });
    block(out, "map $uri $press_shared", |out| {
        line(out, "default \"\";");
        line(out, &format!("~^{base}/assets/ {};", shared(assets)));
        line(out, &format!("~^{base}/media/ {};", shared(media)));
    });
    if let Some(link) = hosting.link() {
        block(out, "map $sent_http_content_type $press_link", |out| {
            line(out, "default \"\";");
            line(out, &format!("~^text/html \"{link}\";"));
        });
    }
    block(out, "server", |out| {
        line(out, &format!("listen {port};"));
        line(out, "# a machine without IPv6 wants the next line out");
        line(out, &format!("listen [::]:{port};"));
        line(out, &format!("server_name {name};"));
        line(out, &format!("root {root};"));
        line(out, "server_tokens off;");
        line(out, "absolute_redirect off;");
        line(out, "gzip_static on;");
        line(
            out,
            "# for Brotli, put \"brotli_static on;\" into the http block if nginx has the module",
        );
        line(out, "gzip_vary on;");
        line(out, &format!("error_page 404 {base}/404.html;"));
        line(out, "types {");
        for (ending, kind, _) in TYPES_BY_EXTENSION {
            line(out, &format!("  \"{kind}\" {ending};"));
        }
        line(out, "}");
        line(out, "default_type application/octet-stream;");
        // The locations below must not add headers, because nginx would then drop all of these.
        for (name, value) in
            security_headers(hosting.style, hosting.picture_hosts, hosting.media_hosts)
        {
            line(out, &format!("add_header {name} \"{value}\" always;"));
        }
        line(out, "add_header Cache-Control $press_cache always;");
        line(
            out,
            "add_header Cross-Origin-Resource-Policy $press_shared always;",
        );
        if hosting.link().is_some() {
            line(out, "add_header Link $press_link;");
        }
        if hosting.redirects > 0 {
            line(out, "if ($press_former) { return 301 $press_former; }");
        }
        line(
            out,
            "# what hosts read, and packed copies under their own names",
        );
        line(
            out,
            r"location ~ /[_.](?!well-known/)|\.(br|gz)$ { return 404; }",
        );
        for (name, kind) in TYPES_BY_NAME {
            let name = name.replace('.', "\\.");
            let kind = format!("types {{ }} default_type \"{kind}\";");
            line(
                out,
                &format!("location ~ /{name}$ {{ {kind} try_files $uri =404; }}"),
            );
        }
        line(out, "# what programs ask for has no ending");
        line(
            out,
            &format!(
                "location ~ ^{base}/\\.well-known/(.*/)?[^./]+$ {{ default_type \"text/plain; \
                 charset=utf-8\"; try_files $uri =404; }}"
            ),
        );
        line(out, "# a page has one address");
        let page = "(/[a-z0-9-]+)+";
        line(out, &format!("location = {base}/404.html {{ internal; }}"));
        line(out, &format!("location = {base}/404 {{ return 404; }}"));
        line(
            out,
            &format!("location ~ ^{base}(/|/index|/index\\.html)$ {{"),
        );
        line(
            out,
            &format!("  if ($uri != {base}/) {{ return 308 {base}/$is_args$args; }}"),
        );
        line(out, &format!("  try_files {base}/index.html =404;"));
        line(out, "}");
        if !base.is_empty() {
            line(
                out,
                &format!("location = {base} {{ return 308 {base}/$is_args$args; }}"),
            );
        }
        line(
            out,
            &format!("location ~ ^(?<page>{base}{page})(/|\\.html)$ {{"),
        );
        line(out, "  set $press_file $document_root$page.html;");
        line(
            out,
            "  if (-f $press_file) { return 308 $page$is_args$args; }",
        );
        line(out, "  return 404;");
        line(out, "}");
        line(out, "# several tags: few such addresses have a file");
        let (pattern, shown) = (combination::PATTERN, combination::PAGE);
        line(out, &format!("location ~ ^{base}/{pattern}$ {{"));
        line(out, &format!("  try_files $uri.html {base}/{shown} =404;"));
        line(out, "}");
        line(out, "location / { try_files $uri $uri.html =404; }");
    });
    text
}

/// Writes the maps from a former address to the page. An address with a query is looked up with the whole
/// query, and then without, so that a tracking parameter makes no difference.
fn former_addresses(out: &mut String, number: usize) {
    let entries = number.next_power_of_two().max(2048);
    out.push_str("# These two come before every other map.\n");
    writeln!(out, "map_hash_max_size {entries};").ok();
    writeln!(out, "map_hash_bucket_size {LARGEST_ENTRY};").ok();
    block(out, "map $uri $press_bare", |out| {
        line(out, "default $uri;");
        line(out, "\"~^(?<press_path>.*)/$\" $press_path;");
    });
    block(out, "map $press_bare $press_former_path", |out| {
        line(out, "default \"\";");
        line(out, &format!("include {NGINX_MAP};"));
    });
    let address = "map \"$press_bare$is_args$args\" $press_former";
    block(out, address, |out| {
        line(out, "default $press_former_path;");
        line(out, &format!("include {NGINX_MAP};"));
    });
}

fn block(out: &mut String, head: &str, inside: impl FnOnce(&mut String)) {
    writeln!(out, "{head} {{").ok();
    inside(out);
    out.push_str("}\n");
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "  {text}").ok();
}
