//! The words of parts (`src/parts/`), by the names that their scripts know them by. The scripts have them as
//! literals, which a test compares.

use super::SAVE;

/// The words of the part that saves stories, `src/parts/saved.js`, which has them as literals.
pub const SAVING_WORDS: [(&str, &str); 9] = [
    ("save", SAVE),
    ("saved", "Saved"),
    ("saving", "Saving…"),
    (
        "told",
        "This story is kept on this device. It opens without a connection.",
    ),
    ("removed", "This story is not kept any more."),
    ("full", "There is no room for this story on this device."),
    ("failed", "This story could not be saved."),
    ("newer", "There is a newer version of this page."),
    ("show", "Show it"),
];

/// The words of the player that reads a story aloud, `src/parts/listen.js`.
pub const LISTEN_WORDS: [(&str, &str); 12] = [
    ("player", "Listen"),
    ("play", "Play"),
    ("pause", "Pause"),
    ("previous", "Previous paragraph"),
    ("next", "Next paragraph"),
    ("speed", "Speed"),
    ("voice", "Voice"),
    ("story", "Next story"),
    ("close", "Close the player"),
    (
        "none",
        "This device has no voice for the language of this story. The settings of the device may offer one.",
    ),
    ("failed", "The voice has stopped. Play goes on."),
    ("end", "That was the whole story."),
];

/// The words of the QR code, `src/parts/code.js`.
pub const CODE_WORDS: [(&str, &str); 4] = [
    ("code", "QR code"),
    (
        "hint",
        "Point the camera of a phone at this code to open the story there.",
    ),
    ("long", "This address is too long for a code."),
    ("close", "Close"),
];

/// The words of the list of keys, `src/parts/keys.js`.
pub const KEYS_WORDS: [(&str, &str); 12] = [
    ("keys", "Keys"),
    ("close", "Close"),
    ("search", "Search"),
    ("list", "This list"),
    ("through", "Next and previous picture in full screen"),
    ("paragraphs", "Next and previous paragraph in the player"),
    ("leave", "Close pictures, the player and this list"),
    ("settings", "Reading settings"),
    ("left", "Left"),
    ("right", "Right"),
    ("up", "Up"),
    ("down", "Down"),
];

/// The words of the button beside selected text, `src/parts/quote.js`.
pub const QUOTE_WORDS: [(&str, &str); 3] = [
    ("copy", "Copy link to this quotation"),
    ("copied", "Link copied."),
    ("failed", "The link could not be copied."),
];

/// The words of the reading time and of the way back, `src/parts/reading.js`.
pub const READING_WORDS: [(&str, &str); 3] = [
    ("stopped", "You stopped further down."),
    ("go", "Continue there"),
    ("no", "Dismiss"),
];

/// The words of pictures on request, `src/parts/ondemand.js`.
pub const ONDEMAND_WORDS: [(&str, &str); 1] = [("show", "Show picture")];
