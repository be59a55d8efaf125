//! Pages that redirect, for hosts that do not support redirects.

use super::Redirect;

/// The longest name of a file or folder that every file system accepts, in bytes.
const LONGEST_NAME: usize = 255;

/// Returns the path of the file that a host serves at a former address, from the site's root. `None` if no
/// file can be served there, because the address has a query, is outside the site, has another extension
/// than `.html`, or has a part that begins with `.` or `_` or is empty or too long.
pub fn redirect_page_path(redirect: &Redirect, base: &str) -> Option<String> {
    let path = redirect.from.path().strip_prefix(base)?.strip_prefix('/')?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let file = match name {
        "" if folder.is_empty() => return None,
        "" => format!("{path}index.html"),
        name if name.ends_with(".html") => path.to_owned(),
        name if name.contains('.') => return None,
        _ => format!("{path}.html"),
    };
    let is_name = |part: &str| {
        !part.is_empty() && !part.starts_with(['.', '_']) && part.len() <= LONGEST_NAME
    };
    (redirect.from.query().is_empty() && file.split('/').all(is_name)).then_some(file)
}

/// Returns the page. Search engines treat an immediate refresh as a permanent redirect.
pub fn redirect_page(redirect: &Redirect, site_url: &str, base: &str, lang: &str) -> String {
    // None of these has a character that means something in HTML: `site_url` and `lang` are checked when
    // site.toml is read.
    let to = &redirect.to;
    let url = format!("{site_url}{}", to.strip_prefix(base).unwrap_or(to));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n\
         <title>{url}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{url}\">\n\
         <p><a href=\"{to}\">{url}</a></p>\n</html>\n"
    )
}
