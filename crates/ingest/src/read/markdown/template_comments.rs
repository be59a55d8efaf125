//! Prepares the text for Markdown as generators do: without the comments of their template languages,
//! and with Jekyll's highlighted code as code blocks.

use std::borrow::Cow;

/// How comments start and end: in Liquid (Jekyll), in Hugo, and in Tera and Nunjucks (Zola, Eleventy).
const COMMENTS: [(&str, &str); 3] = [
    ("{% comment %}", "{% endcomment %}"),
    ("{{/*", "*/}}"),
    ("{#", "#}"),
];

/// Returns the text without comments, and with `{% highlight %}` as a code fence. A comment that does
/// not end reaches to the end of the text, because what an editor hid must not appear.
pub fn prepare(text: &str) -> Cow<'_, str> {
    let text = without_comments(text);
    match text.contains("{% highlight") {
        true => Cow::Owned(with_fences(&text)),
        false => text,
    }
}

fn without_comments(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((start, open, close)) = next_comment(rest) {
        kept += &rest[..start];
        let inner = &rest[start + open.len()..];
        rest = inner
            .find(close)
            .map_or("", |end| &inner[end + close.len()..]);
    }
    match kept.is_empty() && rest.len() == text.len() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(kept + rest),
    }
}

/// Returns where the first comment starts, and what opens and closes it.
fn next_comment(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let comments = COMMENTS.iter();
    comments
        .filter_map(|&(open, close)| {
            let start = text.find(open)?;
            // `{#` opens a comment if white space or nothing follows it. Otherwise it opens the identifier of
            // a heading, as in `{#top}`.
            let follows = text[start + open.len()..].chars().next();
            let is_identifier = open == "{#" && follows.is_some_and(|c| !c.is_whitespace());
            (!is_identifier).then_some((start, open, close))
        })
        .min_by_key(|&(start, ..)| start)
}

fn with_fences(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let tag = line.trim();
        let inner = tag
            .strip_prefix("{%")
            .and_then(|tag| tag.strip_suffix("%}"))
            .map(str::trim);
        match inner.and_then(|inner| inner.split_whitespace().next()) {
            Some("highlight" | "endhighlight") => made += "```\n",
            _ => made += line,
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_removed() {
        for (text, expected) in [
            ("a {% comment %}b{% endcomment %}c", "a c"),
            ("a{{/* b */}}c{# d #}e", "ace"),
            ("a {% comment %} b", "a "),
            ("a {# b", "a "),
            ("# Top {#top}\n", "# Top {#top}\n"),
            ("a {{ b }} {% c %}", "a {{ b }} {% c %}"),
            ("{# a #}", ""),
        ] {
            assert_eq!(prepare(text), expected, "{text:?}");
        }
        assert!(matches!(prepare("a"), Cow::Borrowed("a")));
    }

    #[test]
    fn highlighted_code_is_a_code_block() {
        assert_eq!(
            prepare("a\n{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\nb"),
            "a\n```\nputs 1\n```\nb"
        );
    }
}
