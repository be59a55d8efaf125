//! The addresses that a story had before, from its item or its front matter.

use super::IngestContext;
use super::ninjs::Ninjs;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_base::former_address::{FormerAddress, FormerAddressError};

/// The largest number of former addresses that a story can have.
const MOST: usize = 50;
/// The number of characters of an address that a diagnostic quotes.
const QUOTED: usize = 80;

/// Returns the former addresses of a story. Those that cannot be kept are reported.
///
/// A permalink counts only if it was the newspaper's own address, and not that of an agency whose wire it
/// reads. It was if the item is a WordPress post from that host, if the host is the newspaper's own, or if
/// site.toml names it.
pub fn addresses(
    item: &Ninjs,
    desk: IngestContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Vec<FormerAddress> {
    let mut found: Vec<FormerAddress> = Vec::new();
    let mut keep =
        |field: String, text: &str, parsed: Result<FormerAddress, FormerAddressError>| {
            let reason = match parsed {
                Ok(address) if found.contains(&address) => return,
                Ok(address) if found.len() < MOST => {
                    found.push(address);
                    return;
                }
                Ok(_) => format!("is one of more than {MOST} former addresses"),
                Err(error) => error.to_string(),
            };
            let quoted: String = text.chars().take(QUOTED).collect();
            let reason = format!("{quoted:?} {reason}");
            let remedy = "correct or remove it; until then nothing leads from there to the story";
            warnings.push(FieldDiagnostic::new(field, reason, remedy));
        };
    let permanent = item.uri.as_deref().and_then(FormerAddress::of_wordpress);
    let own = FormerAddress::parse(&desk.config.url).ok();
    let is_ours = |address: &FormerAddress| {
        let is_host_of = |other: &FormerAddress| other.host() == address.host();
        let former_hosts = &desk.config.former_hosts;
        permanent.as_ref().is_some_and(is_host_of)
            || own.as_ref().is_some_and(is_host_of)
            || former_hosts.iter().any(|host| host == address.host())
    };
    for (at, id) in item.alt_ids.iter().enumerate() {
        let (Some("permalink"), Some(text)) = (id.role.as_deref(), id.value.as_deref()) else {
            continue;
        };
        let parsed = FormerAddress::parse(text);
        let counts = match &parsed {
            Ok(address) => is_ours(address),
            Err(_) => permanent.is_some(),
        };
        if counts {
            keep(format!("altIds[{at}].value"), text, parsed);
        }
    }
    for path in &item.aliases {
        let parsed = FormerAddress::of_own_path(path, &desk.config.url);
        keep("aliases".into(), path, parsed);
    }
    if let Some(permanent) = permanent {
        keep("uri".into(), "", Ok(permanent));
    }
    found
}
