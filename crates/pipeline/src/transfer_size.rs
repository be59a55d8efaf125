//! How many bytes a host sends for a file.

use frontpage_compression::{Effort, compress};
use frontpage_hosting::compression_effort;
use frontpage_store::Publish;

/// Returns how many bytes a host sends for a file: the size of the Brotli copy, or of a copy compressed as
/// hosts do it. 0 for a file that is not in the site.
pub fn transfer_size(path: &str, publish: &Publish<'_>) -> u64 {
    let Some(size) = publish.size(path) else {
        return 0;
    };
    let effort = compression_effort(path).filter(|_| size.brotli.is_none());
    let compressed = effort.and_then(|_| {
        let bytes = publish.read(path)?;
        Some(compress(&bytes, Effort::Page, &[])?.br.len() as u64)
    });
    size.brotli.or(compressed).unwrap_or(size.plain)
}
