//! Classifies HTML elements by what they mean for the text.

/// What to do with an element that does not make a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementRole {
    /// Drop it with its content, which is not text for readers.
    Drop,
    /// Replace it by its content; nothing is lost.
    Unwrap,
    /// Replace it by its content, and count the loss.
    UnwrapWithLoss,
    /// Format its text.
    Format,
}

/// Returns whether an element's content is never shown as text.
pub fn is_hidden(name: &str) -> bool {
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

/// Returns whether an element is on separate lines or becomes a block.
pub fn is_block(name: &str) -> bool {
    is_boundary(name)
        || matches!(
            name,
            "img" | "image" | "iframe" | "video" | "audio" | "object" | "embed" | "applet"
        )
}

/// Returns whether a line ends before and after an element.
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

/// Returns what to do with an inline element, or with one that only groups others.
pub fn meaning(name: &str) -> ElementRole {
    match name {
        _ if is_hidden(name) => ElementRole::Drop,
        "strong" | "b" | "em" | "i" | "cite" | "dfn" | "var" | "code" | "kbd" | "samp" | "tt"
        | "sub" | "sup" | "br" | "a" | "q" | "span" | "bdo" | "bdi" => ElementRole::Format,
        "abbr" | "acronym" | "time" | "data" | "wbr" | "label" | "rp" | "div" | "section"
        | "article" | "main" | "body" | "html" | "center" | "header" | "footer" | "hgroup"
        | "address" | "p" | "figure" | "figcaption" | "picture" | "tbody" | "tr" | "li" => {
            ElementRole::Unwrap
        }
        _ => ElementRole::UnwrapWithLoss,
    }
}
