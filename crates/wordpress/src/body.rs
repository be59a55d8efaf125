//! Turns what an editor wrote into HTML: the markup of blocks (Gutenberg) or of the classic editor.

use super::attachments::Attachments;
use super::line_breaks;
use super::shortcodes::{self, Context};

/// Returns the body of a post as HTML. Blocks are HTML between comments, which the cleaner drops; a text
/// without blocks has line breaks for paragraphs.
pub fn html(raw: &str, post: u64, attachments: &Attachments, left_out: &mut Vec<String>) -> String {
    let context = Context { attachments, post };
    let expanded = shortcodes::expand(raw, context, left_out);
    match raw.contains("<!-- wp:") {
        true => expanded,
        false => line_breaks::mark(&expanded),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_posts_without_blocks_have_line_breaks_for_paragraphs() {
        let made = |raw| html(raw, 1, &Attachments::default(), &mut Vec::new());
        assert_eq!(made("a\n\nb"), "a<br><br>\nb");
        let blocks = "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->";
        assert_eq!(made(blocks), blocks);
    }
}
