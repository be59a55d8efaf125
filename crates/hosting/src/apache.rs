//! Writes the configuration for Apache httpd: an `.htaccess` inside the site, because most shared
//! hosting allows nothing else.

use super::combination;
use super::headers_file::HostingOptions;
use super::policy::{Cache, TYPES_BY_EXTENSION, TYPES_BY_NAME, policy};
use super::redirects::{ListRedirect, Redirect, apache_rules, list_rules_of_apache};
use super::security::security_headers;
use std::fmt::Write;

/// The path of the file from the site's root.
pub const HTACCESS: &str = ".htaccess";

/// Returns the text of `.htaccess`, for Apache httpd 2.4.13 and newer with `mod_rewrite` and
/// `mod_headers`. It needs `AllowOverride FileInfo Indexes Options=Indexes,MultiViews`, or `All`.
///
/// If a module is missing, Apache answers every request with status 500 and logs the reason. That
/// is on purpose: a site without its security headers would look fine and be unsafe.
pub fn htaccess(
    hosting: &HostingOptions,
    redirects: &[Redirect],
    lists: &[ListRedirect],
) -> String {
    let base = hosting.base;
    let mut text = String::from(
        "# Written by press: change it there, or put a .htaccess of your own into public/.\n",
    );
    let out = &mut text;
    line(
        out,
        "# MultiViews would look for other names of a page before any rule here is read.",
    );
    line(out, "Options -Indexes -MultiViews");
    line(
        out,
        "# /world is a page, although a folder of that name lies beside it.",
    );
    line(out, "DirectorySlash Off");
    line(out, "DirectoryIndex disabled");
    line(out, "AcceptPathInfo Off");
    line(out, "FileETag MTime Size");
    for status in [403, 404] {
        line(out, &format!("ErrorDocument {status} {base}/404.html"));
    }
    types(out, base);
    let former = apache_rules(redirects, base) + &list_rules_of_apache(lists, base);
    addresses(out, base, &former);
    headers(out, hosting);
    text
}

/// A pattern of the optional extensions of precompressed copies.
const PACKED: &str = r"(?:\.br|\.gz)?";
/// A pattern of the paths of pages, below the site's root.
const PAGE: &str = "(?:[a-z0-9-]+/)*[a-z0-9-]+";

fn types(out: &mut String, base: &str) {
    line(out, "AddDefaultCharset Off");
    line(
        out,
        "# In some configurations .br is Breton, and .gz a type of its own.",
    );
    line(out, "RemoveLanguage .br");
    line(out, "RemoveType .br .gz");
    line(out, "AddEncoding br .br");
    line(out, "AddEncoding gzip .gz");
    for (ending, kind, _) in TYPES_BY_EXTENSION {
        line(out, &format!("AddType \"{kind}\" .{ending}"));
    }
    for (name, kind) in TYPES_BY_NAME {
        let name = name.replace('.', "\\.");
        block(out, "FilesMatch", &format!("\"^{name}{PACKED}$\""), |out| {
            line(out, &format!("ForceType \"{kind}\""));
        });
    }
    line(out, "# What programs ask for has no ending.");
    let known = format!("\"%{{REQUEST_URI}} =~ m#^{base}/\\.well-known/(?:.*/)?[^./]+$#\"");
    block(out, "If", &known, |out| {
        line(
            out,
            &format!("ForceType \"{}\"", policy(".well-known/a").content_type),
        );
    });
}

fn addresses(out: &mut String, base: &str, former: &str) {
    line(out, "RewriteEngine On");
    line(out, "RewriteOptions AllowNoSlash");
    line(out, &format!("RewriteBase {base}/"));
    line(
        out,
        "# What the rules below have found, and the error page.",
    );
    line(out, "RewriteCond %{ENV:REDIRECT_STATUS} !^$");
    line(out, "RewriteRule ^ - [L]");
    line(out, "RewriteCond %{REQUEST_METHOD} !^(?:GET|HEAD)$");
    line(out, "RewriteRule ^ - [R=405,L]");
    line(
        out,
        "# What hosts read, packed copies under their own names, and the error page.",
    );
    for pattern in [
        r"(?:^|/)[_.](?!well-known/)",
        r"\.(?:br|gz)$",
        r"^404(?:\.html)?$",
    ] {
        line(out, &format!("RewriteRule {pattern} - [R=404,L]"));
    }
    if !former.is_empty() {
        line(out, "# The addresses that stories had before.");
        out.push_str(former);
    }
    line(out, "# A page has one address.");
    line(
        out,
        &format!("RewriteRule ^index(?:\\.html)?$ {base}/ [R=308,L]"),
    );
    line(out, "RewriteCond %{REQUEST_FILENAME} -f");
    line(
        out,
        &format!("RewriteRule ^({PAGE})\\.html$ {base}/$1 [R=308,L]"),
    );
    line(out, "RewriteCond %{REQUEST_FILENAME} ^(.*?)/?$");
    line(out, "RewriteCond %1.html -f");
    line(out, &format!("RewriteRule ^({PAGE})/$ {base}/$1 [R=308,L]"));
    line(out, "# From an address to its file.");
    line(out, "RewriteRule ^$ index.html");
    line(out, "RewriteCond %{REQUEST_FILENAME} !-f");
    line(out, "RewriteCond %{REQUEST_FILENAME}.html -f");
    line(out, &format!("RewriteRule ^({PAGE})$ $1.html"));
    line(out, "# Several tags: few such addresses have a file.");
    let (pattern, shown) = (combination::PATTERN, combination::PAGE);
    line(out, "RewriteCond %{REQUEST_FILENAME}.html -f");
    line(out, &format!("RewriteRule ^({pattern})$ $1.html"));
    line(out, &format!("RewriteRule ^{pattern}$ {shown}"));
    line(out, "RewriteCond %{REQUEST_FILENAME} !-f");
    line(out, "RewriteRule ^ - [R=404,L]");
    line(
        out,
        "# From a file to the packed copy that the reader takes.",
    );
    for (name, ending) in [("br", "br"), ("gzip", "gz")] {
        line(
            out,
            &format!(
                "RewriteCond %{{HTTP:Accept-Encoding}} \
                 \\b{name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))"
            ),
        );
        line(
            out,
            &format!("RewriteCond %{{REQUEST_FILENAME}}.{ending} -f"),
        );
        line(out, &format!("RewriteRule ^(.+)$ $1.{ending} [L]"));
    }
}

fn headers(out: &mut String, hosting: &HostingOptions) {
    let base = hosting.base;
    for (name, value) in security_headers(hosting.style, hosting.picture_hosts, hosting.media_hosts)
    {
        line(out, &set("always set", name, &value, None));
    }
    let found = "%{REQUEST_STATUS} -lt 400";
    let at = |path: &str| format!("{found} && %{{REQUEST_URI}} =~ m#^{base}/{path}#");
    let popular = at(&format!(
        "(?:popular\\.json|search-index\\.bin|today\\.json){PACKED}$"
    ));
    let worker = at(&format!("sw\\.js{PACKED}$"));
    for (cache, when) in [
        ("no-store", "%{REQUEST_STATUS} -ge 400"),
        (Cache::Fresh.header(), found),
        (Cache::Immutable.header(), &at("(?:assets|media)/")),
        (Cache::Minute.header(), &popular),
        (Cache::Revalidate.header(), &worker),
    ] {
        line(out, &set("always set", "Cache-Control", cache, Some(when)));
    }
    line(
        out,
        &set(
            "always set",
            "Allow",
            "GET, HEAD",
            Some("%{REQUEST_STATUS} -eq 405"),
        ),
    );
    for (folder, file) in [("assets/", "assets/a.js"), ("media/", "media/a.webp")] {
        if let Some(whom) = policy(file).cross_origin_resource_policy {
            let name = "Cross-Origin-Resource-Policy";
            line(out, &set("set", name, whom, Some(&at(folder))));
        }
    }
    if let Some(link) = hosting.link() {
        let page = "%{REQUEST_STATUS} -lt 300 && %{CONTENT_TYPE} =~ m#^text/html#";
        line(out, &set("set", "Link", &link, Some(page)));
    }
    let unknown = policy("a.unknown").content_type;
    line(
        out,
        &set("set", "Content-Type", unknown, Some("-z %{CONTENT_TYPE}")),
    );
    let packed = TYPES_BY_EXTENSION.iter().filter(|(_, _, packed)| *packed);
    let packed: Vec<&str> = packed.map(|(ending, ..)| *ending).collect();
    let names = format!("\"\\.(?:{}){PACKED}$\"", packed.join("|"));
    block(out, "FilesMatch", &names, |out| {
        line(out, &set("set", "Vary", "Accept-Encoding", None));
    });
}

/// Returns a `Header` directive. A `%` in the value is escaped, because it would start a
/// placeholder.
fn set(action: &str, name: &str, value: &str, when: Option<&str>) -> String {
    let value = value.replace('%', "%%").replace('"', "\\\"");
    let when = when.map(|when| format!(" \"expr={when}\""));
    format!(
        "Header {action} {name} \"{value}\"{}",
        when.unwrap_or_default()
    )
}

fn block(out: &mut String, name: &str, argument: &str, inside: impl FnOnce(&mut String)) {
    line(out, &format!("<{name} {argument}>"));
    inside(out);
    line(out, &format!("</{name}>"));
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").ok();
}
