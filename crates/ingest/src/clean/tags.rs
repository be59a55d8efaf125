//! Which HTML elements mean what.

/// What to do with an element that is no block of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Goes without a trace: its content is no text for a reader.
    Nothing,
    /// Stands for what is in it.
    Through,
    /// Stands for what is in it, and that loses something.
    Degraded,
    /// Marks its text.
    Marks,
}

/// Elements whose content is never text.
pub fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "base"
            | "meta"
            | "link"
            | "param"
            | "source"
            | "track"
            | "col"
            | "input"
            | "area"
            | "noembed"
            | "noframes"
            | "datalist"
            | "frame"
            | "bgsound"
    )
}

/// Elements that stand on lines of their own, or that become blocks.
pub fn is_block(name: &str) -> bool {
    is_boundary(name)
        || matches!(
            name,
            "img" | "image" | "iframe" | "video" | "audio" | "object" | "embed" | "applet"
        )
}

/// Elements before and after which a line ends.
pub fn is_boundary(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// What an inline element, or one that only groups others, means.
pub fn meaning(name: &str) -> Meaning {
    match name {
        _ if is_unseen(name) => Meaning::Nothing,
        "strong" | "b" | "em" | "i" | "cite" | "dfn" | "var" | "code" | "kbd" | "samp" | "tt"
        | "sub" | "sup" | "br" | "a" | "q" | "span" | "bdo" | "bdi" => Meaning::Marks,
        "abbr" | "acronym" | "time" | "data" | "wbr" | "label" | "rp" | "div" | "section"
        | "article" | "main" | "body" | "html" | "center" | "header" | "footer" | "hgroup"
        | "address" | "p" | "figure" | "figcaption" | "picture" | "tbody" | "tr" | "li" => {
            Meaning::Through
        }
        _ => Meaning::Degraded,
    }
}
