//! From markup to the code that builds it.

use crate::elements;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use rstml::{
    Infallible,
    node::{KeyedAttribute, Node, NodeAttribute, NodeElement},
};

/// A mistake in the markup: where, what is wrong and what to do.
struct Mistake(Span, String);

/// Returns the code for some markup; `compile_error!` if there is a mistake in it.
pub fn expand(markup: TokenStream) -> TokenStream {
    let nodes = match rstml::parse2(markup) {
        Ok(nodes) => nodes,
        Err(error) => return error.to_compile_error(),
    };
    match view(&nodes) {
        Ok(code) => code,
        Err(Mistake(span, message)) => quote_spanned!(span=> ::core::compile_error!(#message)),
    }
}

fn view(nodes: &[Node]) -> Result<TokenStream, Mistake> {
    // The name is not visible in values, which can have views of their own.
    let builder = Ident::new("builder", Span::mixed_site());
    let steps = children(nodes, &builder)?;
    Ok(quote!({
        let mut #builder = ::frontpage::view::ViewBuilder::default();
        #steps
        #builder.finish()
    }))
}

/// Returns the steps that add children: `builder.child(…); builder.open(…);`.
fn children(nodes: &[Node], builder: &Ident) -> Result<TokenStream, Mistake> {
    let mut steps = TokenStream::new();
    for node in nodes {
        steps.extend(match node {
            Node::Element(element) => self::element(element, builder)?,
            Node::Block(block) => {
                let value = value(block.to_token_stream());
                quote!(#builder.child(#value);)
            }
            Node::Text(text) => {
                let text = &text.value;
                quote!(#builder.child(#text);)
            }
            Node::Comment(_) => continue,
            Node::RawText(_) => {
                return Err(Mistake(
                    Span::call_site(),
                    "there is text without quotes in the markup: put quotes around it".into(),
                ));
            }
            Node::Fragment(_) | Node::Doctype(_) | Node::Custom(_) => {
                return Err(Mistake(
                    Span::call_site(),
                    "a static view holds elements, text in quotes and values in braces only".into(),
                ));
            }
        });
    }
    Ok(steps)
}

/// Returns the code of a value in braces: without the braces, where it is a single expression.
fn value(block: TokenStream) -> TokenStream {
    let is_semicolon = |token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
    match block.clone().into_iter().next() {
        Some(TokenTree::Group(braces)) if !braces.stream().into_iter().any(is_semicolon) => {
            braces.stream()
        }
        _ => block,
    }
}

fn element(element: &NodeElement<Infallible>, builder: &Ident) -> Result<TokenStream, Mistake> {
    let name = element.name().to_string();
    if !elements::is_known(&name) {
        return Err(Mistake(
            Span::call_site(),
            format!(
                "<{name}> is not an element of a static view: use a function in braces for a \
                 component, or add the element to crates/view-macro/src/elements.rs"
            ),
        ));
    }
    let mut steps = quote!(#builder.open(#name););
    for attribute in element.attributes() {
        match attribute {
            NodeAttribute::Attribute(attribute) => {
                steps.extend(self::attribute(attribute, builder)?);
            }
            NodeAttribute::Block(_) => {
                return Err(Mistake(
                    Span::call_site(),
                    format!("<{name}> has an attribute in braces: write name=value"),
                ));
            }
        }
    }
    steps.extend(children(&element.children, builder)?);
    steps.extend(quote!(#builder.close();));
    Ok(steps)
}

/// Returns the step that sets an attribute: `builder.attribute("name", value);`.
fn attribute(attribute: &KeyedAttribute, builder: &Ident) -> Result<TokenStream, Mistake> {
    let name = attribute.key.to_string();
    if name.contains(':') || name.starts_with("on") {
        return Err(Mistake(
            Span::call_site(),
            format!(
                "a static view cannot have {name}: leave the element out, and mount a `view!` with it \
                 on its place (browser::elements::mount)"
            ),
        ));
    }
    Ok(match attribute.value() {
        Some(value) => quote!(#builder.attribute(#name, #value);),
        None => quote!(#builder.attribute(#name, "");),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the code for markup, without spaces.
    fn code(markup: &str) -> String {
        let code = expand(markup.parse().unwrap()).to_string();
        code.split_whitespace().collect()
    }

    #[test]
    fn markup_becomes_steps() {
        let code = code(r#"<p class="a" aria-label=name>"one" {two} {let a = 3; a} <br/></p>"#);
        assert_eq!(
            code,
            "{letmutbuilder=::frontpage::view::ViewBuilder::default();\
             builder.open(\"p\");builder.attribute(\"class\",\"a\");builder.attribute(\"aria-label\",name);\
             builder.child(\"one\");builder.child(two);builder.child({leta=3;a});\
             builder.open(\"br\");builder.close();builder.close();builder.finish()}"
        );
    }

    #[test]
    fn mistakes_do_not_compile() {
        for (markup, expected) in [
            ("<p>text</p>", "withoutquotes"),
            ("<script></script>", "<script>isnotanelement"),
            ("<Card/>", "<Card>isnotanelement"),
            ("<p on:click=f></p>", "cannothaveon:click"),
            ("<p onclick=f></p>", "cannothaveonclick"),
            ("<p {..}></p>", ""),
        ] {
            let code = code(markup);
            assert!(code.contains("compile_error"), "{markup}: {code}");
            assert!(code.contains(expected), "{markup}: {code}");
        }
    }
}
