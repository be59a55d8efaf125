//! Pictures that move. Readers see them move, or where motion is not wanted, a still; a button shows the other
//! one (WCAG 2.2, success criterion 2.2.2).
//!
//! No script is needed. The button is a `<summary>` that holds the picture in front, and unfolds the one behind
//! it. Browsers load a lazy picture no sooner than it is unfolded, so nothing that moves is loaded for readers
//! who do not want it.

use crate::tree::{self, element, marked, words};
use frontpage_model::{
    AttributeName, Element, ElementName, Format, Image, ImageSource, Interface, MovingPicture,
    Text, media_path, messages,
};

/// The maximum width of the still, in pixels: a column on a high-density screen.
const STILL: u32 = 960;
/// The media query for readers who have not asked for less motion.
const MOTION: &str = "(prefers-reduced-motion: no-preference)";

pub fn view(picture: &MovingPicture, interface: Interface) -> Text {
    let image = &picture.still.image;
    let moving = &picture.path;
    let front = [
        source(moving.clone()).with(AttributeName::MEDIA, MOTION.to_owned()),
        source(still(image, Format::Webp)).with(AttributeName::TYPE, "image/webp".to_owned()),
        img(image, still(image, Format::Jpeg)),
    ];
    let behind = [
        source(still(image, Format::Webp)).with(AttributeName::MEDIA, MOTION.to_owned()),
        img(image, moving.clone()),
    ];
    let word = |class, word: &str| element(ElementName::SPAN, class, vec![words(word)]).into();
    // The stylesheet shows one of these labels.
    let labels = vec![
        word("moving__play", messages::PLAY_PICTURE.text()),
        word("moving__pause", messages::PAUSE_PICTURE.text()),
    ];
    let button = marked(
        element(ElementName::SPAN, "moving__button", labels),
        interface,
    );
    let summary = vec![choice(front).into(), button.into()];
    let summary = Element::new(ElementName::SUMMARY, summary);
    let folded = vec![summary.into(), choice(behind).into()];
    let mut inside = vec![element(ElementName::DETAILS, "moving", folded).into()];
    let still = &picture.still;
    let caption = tree::caption(&still.caption, None, still.credit.as_deref());
    if !caption.is_empty() {
        inside.push(Element::new(ElementName::FIGCAPTION, caption).into());
    }
    vec![element(ElementName::FIGURE, "figure", inside).into()]
}

/// Returns a `<picture>`, of which the browser uses the first source that fits.
fn choice<const COUNT: usize>(pictures: [Element; COUNT]) -> Element {
    let pictures = pictures.map(Into::into);
    Element::new(ElementName::PICTURE, pictures.into())
}

fn source(path: String) -> Element {
    Element::new(ElementName::SOURCE, Vec::new()).with(AttributeName::SRCSET, path)
}

fn img(image: &Image, path: String) -> Element {
    Element::new(ElementName::IMG, Vec::new())
        // This comes before the address, because browsers would otherwise load the address at once.
        .with(AttributeName::LOADING, "lazy".to_owned())
        .with(AttributeName::SRC, path)
        .with(AttributeName::WIDTH, image.width.to_string())
        .with(AttributeName::HEIGHT, image.height.to_string())
        .with(AttributeName::ALT, image.alt.clone())
}

fn still(image: &Image, format: Format) -> String {
    match &image.source {
        ImageSource::Renditions(fingerprint) => {
            media_path(fingerprint, image.width_up_to(STILL), format)
        }
        // A picture on a media host has only one file, which is its own still.
        ImageSource::Hosted(url) => url.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{Figure, plain_text};
    use serde_json::json;

    fn picture(caption: Text) -> MovingPicture {
        MovingPicture {
            still: Figure {
                image: Image {
                    source: ImageSource::Renditions("key".into()),
                    width: 200,
                    height: 100,
                    alt: "A crane".into(),
                },
                caption,
                credit: None,
            },
            path: "/media/key.gif".into(),
        }
    }

    #[test]
    fn the_moving_file_is_in_front_only_where_motion_is_welcome() {
        let view = view(&picture(vec![words("It lifts.")]), Interface::default());
        let text = |text: &str| json!([{ "t": text }]);
        let span = |class: &str, words: &str| json!({"el": {"n": "span", "a": {"class": class}, "c": text(words)}});
        let source = |attributes| json!({"el": {"n": "source", "a": attributes}});
        let img = |src: &str| {
            json!({"el": {"n": "img", "a": {
                "loading": "lazy", "src": src, "width": "200", "height": "100", "alt": "A crane",
            }}})
        };
        let motion = "(prefers-reduced-motion: no-preference)";
        assert_eq!(
            serde_json::to_value(&view).unwrap(),
            json!([{"el": {"n": "figure", "a": {"class": "figure"}, "c": [
                {"el": {"n": "details", "a": {"class": "moving"}, "c": [
                    {"el": {"n": "summary", "c": [
                        {"el": {"n": "picture", "c": [
                            source(json!({"srcset": "/media/key.gif", "media": motion})),
                            source(json!({"srcset": "/media/key-200.webp", "type": "image/webp"})),
                            img("/media/key-200.jpg"),
                        ]}},
                        {"el": {"n": "span", "a": {"class": "moving__button"}, "c": [
                            span("moving__play", "Play"), span("moving__pause", "Pause"),
                        ]}},
                    ]}},
                    {"el": {"n": "picture", "c": [
                        source(json!({"srcset": "/media/key-200.webp", "media": motion})),
                        img("/media/key.gif"),
                    ]}},
                ]}},
                {"el": {"n": "figcaption", "c": [span("figure__caption", "It lifts.")]}},
            ]}}])
        );
        // The words of its button are not part of the story.
        assert_eq!(plain_text(&view), "It lifts.");
    }

    #[test]
    fn a_picture_without_words_has_no_caption() {
        let view = view(&picture(Text::new()), Interface::default());
        let figure = view[0].as_element().unwrap();
        assert_eq!(figure.children.len(), 1);
    }
}
