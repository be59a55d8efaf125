//! Configurations for the publisher's own web server, written beside the site and never into it.

use super::BuildError;
use super::error::folder_error;
use super::redirects::Redirects;
use frontpage_base::config::Config;
use frontpage_hosting::redirects::{
    caddy_paths, caddy_queries, cloudfront_function, cloudfront_store, list_entries_of_caddy,
    list_entries_of_nginx, nginx_map,
};
use frontpage_hosting::{
    CADDY_PATHS, CADDY_QUERIES, HostingOptions, NGINX_MAP, caddyfile, nginx_config,
};
use std::path::Path;

/// The folder on a server that the documentation uses. The site goes into a subfolder of it, or
/// into this folder itself if the newspaper has a base path.
const ROOT: &str = "/srv/www";

/// A file beside the site, and what makes its text.
type RedirectFile = (&'static str, fn(&Redirects, &str) -> String);

/// The files with redirects from former addresses. They are written only if there are any.
const REDIRECTS: [RedirectFile; 5] = [
    (NGINX_MAP, |found, _| {
        nginx_map(&found.stories) + &list_entries_of_nginx(&found.lists)
    }),
    (CADDY_PATHS, |found, _| {
        caddy_paths(&found.stories) + &list_entries_of_caddy(&found.lists)
    }),
    (CADDY_QUERIES, |found, _| caddy_queries(&found.stories)),
    ("cloudfront-redirects.json", |found, _| {
        cloudfront_store(&found.stories).json
    }),
    ("cloudfront-redirects.js", |found, base| {
        cloudfront_function(&found.lists, base)
    }),
];

/// Writes `site-config/nginx.conf`, `site-config/Caddyfile` and the redirects beside `site`, unless they
/// are up to date. Returns a note that names their folder if `out` does not show where it is, as in `--out
/// .`.
///
/// # Errors
/// If a file cannot be written.
pub fn write(
    out: &Path,
    config: &Config,
    hosting: &HostingOptions<'_>,
    redirects: &Redirects,
) -> Result<Option<String>, BuildError> {
    // `.` and `..` have no file name, so resolve them first. The result always has a name, because
    // nothing can be published into the root of the file system.
    let named = match out.file_name() {
        Some(_) => None,
        None => Some(out.canonicalize().map_err(folder_error(out))?),
    };
    let site = named.as_deref().unwrap_or(out);
    let name = site.file_name().unwrap_or_default().to_string_lossy();
    let beside = site.with_file_name(format!("{name}-config"));
    let root = match hosting.base {
        "" => format!("{ROOT}/{name}"),
        _ => ROOT.to_owned(),
    };
    let host = config.url.split("://").nth(1).unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    for (name, text) in [
        ("nginx.conf", nginx_config(hosting, host, &root)),
        ("Caddyfile", caddyfile(hosting, host, &root)),
    ] {
        write_changed(&beside.join(name), &text)?;
    }
    for (name, text) in REDIRECTS {
        let file = beside.join(name);
        if !redirects.is_empty() {
            write_changed(&file, &text(redirects, hosting.base))?;
        } else if let Err(error) = std::fs::remove_file(&file)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(folder_error(&file)(error));
        }
    }
    Ok(named.map(|_| {
        format!(
            "the configurations for nginx and Caddy are beside the site: {}",
            beside.display()
        )
    }))
}

fn write_changed(file: &Path, text: &str) -> Result<(), BuildError> {
    if std::fs::read(file).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    frontpage_base::atomic::atomic(file, text.as_bytes()).map_err(folder_error(file))
}
