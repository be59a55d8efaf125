//! The words that the scripts of tools put on their pages (`src/tools/`), by the names that the scripts know them
//! by. A script puts values in the place of names in braces.

use super::{STORAGE_IS_BLOCKED, STORIES, TOPICS};

/// The words of the script of the page about privacy, `src/tools/privacy.js`, as in [`SEARCH_WORDS`].
pub const PRIVACY_WORDS: [(&str, &str); 17] = [
    ("device", "What is on your device"),
    (
        "nothing",
        "Nothing, but for the copies of pages that every browser keeps for a while.",
    ),
    (
        "something",
        "Only what you asked for. Nobody else can see it:",
    ),
    ("kept", "pages that you keep, with their files: {size}"),
    ("edition", "that you renew the edition each day"),
    ("following", "which sections, topics and authors you follow"),
    ("key", "that single keys do nothing"),
    ("look", "how pages look"),
    ("settings", "what you chose in the settings"),
    ("stopped", "where you stopped reading"),
    ("recordings", "where you stopped watching and listening"),
    ("speed", "how fast stories are read aloud"),
    ("voice", "which voice reads them"),
    ("data", "that your device saves data"),
    ("parts", "which of these extras are on"),
    ("erase", "Erase it"),
    ("erased", "Everything was erased."),
];

/// The words of the page of what is kept, `src/tools/saved.js`, as in [`SEARCH_WORDS`].
pub const SAVED_WORDS: [(&str, &str); 36] = [
    ("edition", "Today’s edition"),
    (
        "editionOffered",
        "The edition of {day}: the front page and its {stories} stories with their lead pictures, about {size} to download.",
    ),
    (
        "editionKept",
        "The edition of {day} with {stories} stories is on this device.",
    ),
    (
        "editionPartly",
        "Part of the edition of {day} is on this device.",
    ),
    (
        "noEdition",
        "No edition is on this device, and today’s could not be found. Please try again later.",
    ),
    ("download", "Download"),
    ("book", "Download as an e-book (EPUB)"),
    ("goOn", "Continue the download"),
    ("stop", "Stop"),
    (
        "stopped",
        "The download was stopped. You can continue it later.",
    ),
    ("downloading", "Downloading the edition…"),
    ("progress", "{done} of {size}"),
    ("editionHere", "The edition is on this device."),
    (
        "editionRemoved",
        "The edition was removed from this device.",
    ),
    ("daily", "Renew it each day"),
    ("stories", "Saved stories"),
    (
        "noneSaved",
        "No story is saved. Select Save below a story, and it opens without a connection.",
    ),
    ("remove", "Remove"),
    ("removeStory", "Remove “{name}”"),
    ("removed", "“{name}” was removed from this device."),
    ("recent", "Read lately"),
    (
        "keepRecent",
        "Keep the last 50 pages that I read, so that they open without a connection",
    ),
    ("recentOn", "Pages that you read from now on are kept."),
    (
        "recentOff",
        "The pages that you read were removed from this device.",
    ),
    ("recentStories", "Stories: {number}"),
    ("everything", "Everything"),
    (
        "total",
        "This newspaper keeps {size} on this device, with what its pages need to work. Nobody else can see it.",
    ),
    ("nothing", "This newspaper keeps nothing on this device."),
    ("erase", "Erase everything"),
    ("erased", "Everything was erased."),
    (
        "full",
        "There is no room on this device. Remove something, or free some space, and try again.",
    ),
    ("failed", "That did not work. Please try again."),
    ("offline", "There is no connection. Please try again later."),
    (
        "notHere",
        "There is no connection, and the page that you opened is not on this device. This is:",
    ),
    (
        "noWorker",
        "This browser cannot open kept pages without a connection, perhaps because the window is private.",
    ),
    (
        "forbidden",
        "This browser does not let the newspaper keep anything, perhaps because the window is private.",
    ),
];

/// The words of the search's script, `src/tools/search.js`, by the names that it knows them by. It puts
/// values in the place of names in braces.
pub const SEARCH_WORDS: [(&str, &str); 24] = [
    ("label", "Search the archive"),
    ("section", "Section"),
    ("allSections", "All sections"),
    ("time", "Time"),
    ("anyTime", "Any time"),
    ("week", "Past week"),
    ("month", "Past month"),
    ("year", "Past year"),
    ("order", "Order"),
    ("best", "Best first"),
    ("newest", "Newest first"),
    ("searching", "Searching…"),
    ("nothing", "No stories found."),
    ("one", "1 story found."),
    ("many", "{number} stories found."),
    (
        "corrected",
        "Showing results for {used}, because no story has {typed}.",
    ),
    (
        "shortened",
        "The query is too long, so its end was left out.",
    ),
    (
        "incomplete",
        "Part of the archive could not be loaded, so stories may be missing.",
    ),
    ("failed", "The search could not be loaded."),
    ("retry", "Try again"),
    ("more", "Show more"),
    ("tips", "Tips"),
    (
        "hint",
        "All words are found in all their forms. Put a phrase in quotation marks. Arrow keys move through the results.",
    ),
    ("key", "The / key opens the search"),
];

/// The words of the settings' script, `src/tools/settings.js`, by the names that it knows them by.
pub const SETTINGS_WORDS: [(&str, &str); 38] = [
    (
        "intro",
        "They apply to every page of this newspaper at once, and stay on this device.",
    ),
    (
        "forbidden",
        "This browser does not let the newspaper keep settings, so they would be lost. Allow it to store data for this site, and load the page again.",
    ),
    ("size", "Text size"),
    ("sizeSmall", "Small"),
    ("sizeNormal", "Normal"),
    ("sizeLarge", "Large"),
    ("sizeLarger", "Larger"),
    ("sizeLargest", "Largest"),
    ("scheme", "Colors"),
    ("schemeSystem", "As on this device"),
    ("schemeLight", "Light"),
    ("schemeDark", "Dark"),
    ("contrast", "Contrast"),
    ("contrastNormal", "Normal"),
    ("contrastHigh", "High"),
    ("typeface", "Typeface"),
    ("typefacePaper", "The newspaper’s"),
    ("typefaceSans", "Sans serif"),
    ("typefaceWide", "Wide letters"),
    ("width", "Column width"),
    ("widthNarrow", "Narrow"),
    ("widthNormal", "Normal"),
    ("widthWide", "Wide"),
    ("pictures", "Pictures"),
    ("picturesAuto", "As the browser’s data saver says"),
    ("picturesShown", "All"),
    ("picturesFew", "Only those that I ask for"),
    ("extras", "While reading"),
    (
        "reading",
        "Show the reading time and progress, and offer to continue where I stopped",
    ),
    (
        "readingHint",
        "The places of the last 50 stories stay on this device.",
    ),
    ("keys", "Keyboard"),
    (
        "keysLabel",
        "The keys / and ? open the search and a list of all keys",
    ),
    ("sampleHeadline", "How stories look with your settings"),
    (
        "sampleText",
        "This paragraph is set like the stories. Read a few lines of it the way you usually read, at arm’s length, on a bus or late in the evening, and change what gets in the way. All other pages change with it.",
    ),
    ("sampleLink", "Links look like this."),
    ("reset", "Reset"),
    ("isReset", "Everything is as it was at first."),
    ("saved", "Saved."),
];

/// The words of the script of combined tags, `src/tools/tag.js`, like [`SEARCH_WORDS`].
pub const TOPICS_WORDS: [(&str, &str); 24] = [
    ("name", TOPICS),
    ("and", "{first} and {second}"),
    ("not", "{first}, not {second}"),
    ("add", "Add a topic"),
    (
        "hint",
        "Select a chosen topic to leave its stories out, and once more to have them again.",
    ),
    ("remove", "Remove {name}"),
    ("turn", "{name}: show stories without it"),
    ("turnBack", "not {name}: show stories with it"),
    ("stories", STORIES),
    ("notMark", "not"),
    (
        "choose",
        "Choose two topics or more to see the stories that have all of them.",
    ),
    ("unknown", "This newspaper has no topic called {name}."),
    (
        "tooMany",
        "Up to eight topics can be combined. The others were left out.",
    ),
    (
        "onlyNot",
        "Choose a topic that the stories have, besides those that they do not have.",
    ),
    ("searching", "Searching…"),
    ("none", "No stories found."),
    ("one", "1 story found."),
    ("many", "{number} stories found."),
    (
        "newestOnly",
        "Only the newest {number} stories of each topic are compared.",
    ),
    ("more", "Show more"),
    ("failed", "The topics could not be loaded."),
    (
        "incomplete",
        "The newspaper has changed in the meantime, or could not be loaded. Stories may be missing.",
    ),
    ("retry", "Try again"),
    (
        "contradiction",
        "{name} is chosen and left out, so no story can be shown.",
    ),
];

/// The words of the script of what a reader follows, `src/tools/following.js`, like [`SEARCH_WORDS`].
pub const FOLLOWING_WORDS: [(&str, &str); 40] = [
    (
        "private",
        "What you follow is stored on this device only. The newspaper does not learn it: every reader loads the same list of newest stories.",
    ),
    (
        "nothing",
        "You follow nothing yet. Follow a section, a topic or an author here or on its page, and their newest stories appear here and at the end of the front page.",
    ),
    ("followed", "You follow"),
    ("unfollow", "Unfollow {name}"),
    ("unfollowed", "You no longer follow {name}."),
    ("undo", "Undo"),
    ("nowFollowed", "You follow {name} now."),
    ("gone", "The newspaper has no such page any more."),
    ("add", "Follow more"),
    ("find", "Section, topic or author"),
    ("noMatch", "No section, topic or author has such a name."),
    ("section", "Section"),
    ("topic", "Topic"),
    ("author", "Author"),
    ("stories", "Newest stories"),
    ("because", "Because you follow {names}"),
    (
        "noStories",
        "None of the newest {number} stories are in what you follow. Their own pages have the older ones.",
    ),
    (
        "among",
        "Among the newest {number} stories of the newspaper.",
    ),
    ("more", "Show more"),
    ("keep", "Keep or remove"),
    ("export", "Save as a file"),
    ("import", "Read from a file"),
    ("feeds", "Feeds for a feed reader (OPML)"),
    ("erase", "Erase everything"),
    (
        "eraseSure",
        "Erase what you follow from this device? This cannot be undone.",
    ),
    ("eraseYes", "Erase"),
    ("cancel", "Cancel"),
    ("erased", "What you followed is erased from this device."),
    (
        "imported",
        "{number} read from the file. You follow {all} now.",
    ),
    (
        "unknownNames",
        "The newspaper has no pages for these, so they were left out: {names}",
    ),
    (
        "notJson",
        "This is not a file that this page has saved. Choose one that was saved here.",
    ),
    (
        "otherVersion",
        "The file was saved by another version of this page, which this one cannot read.",
    ),
    (
        "tooLarge",
        "The file is larger than 1 MB. A list of what you follow is smaller; choose another file.",
    ),
    (
        "tooMany",
        "You can follow up to {number}. The others were left out.",
    ),
    ("blocked", STORAGE_IS_BLOCKED),
    (
        "damaged",
        "What was stored on this device is damaged and was left out.",
    ),
    ("failed", "The newest stories could not be loaded."),
    ("retry", "Try again"),
    ("feedsTitle", "Followed in {newspaper}"),
    (
        "noFeeds",
        "Authors have no feeds, so the file has the feeds of the sections and topics only.",
    ),
];
