//! The words of the interface: all that readers see or hear beside the newspaper's own content. In
//! English for now.
//!
//! The app and the publisher print the same words from here. A sentence with a value in it is a
//! function, so that another language can put the value elsewhere. Sentences around an element of a
//! page are in the app's `src/messages/`. A test there fails if no code uses a message.

// The shell.

/// The link that skips the masthead.
pub const SKIP_TO_NEWS: &str = "Skip to the news";
/// The name of the navigation among the sections, for screen readers.
pub const SECTIONS: &str = "Sections";

// Titles of pages.

/// The title of the page for an address that names none.
pub const PAGE_NOT_FOUND: &str = "Page not found";
/// The title of the page for a reader without a connection.
pub const NO_CONNECTION: &str = "No connection";
/// The title of a page that needs a newer version of the app.
pub const NEWER_EDITION: &str = "A newer edition is out";
/// The title of a page that could not be loaded.
pub const PAGE_NOT_AVAILABLE: &str = "Page not available";

/// Returns the title of the window and tab: `World — The Los Angeles Post`.
pub fn window_title(page: &str, newspaper: &str) -> String {
    format!("{page} — {newspaper}")
}

/// Returns the title of the feed of a section or tag: `World – The Los Angeles Post`.
pub fn feed_title(list: &str, newspaper: &str) -> String {
    format!("{list} – {newspaper}")
}

/// Returns the name of a numbered page of a listing: `World, page 2`.
pub fn numbered_page(listing: &str, number: u32) -> String {
    format!("{listing}, page {number}")
}

// Dates and times.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns a date: `March 28, 2025`. `month` is 1 to 12.
pub fn date(year: u16, month: u8, day: u8) -> String {
    let month = MONTHS[usize::from(month - 1)];
    format!("{month} {day}, {year}")
}

/// Returns a time of day: `1:40 p.m.`. `hour` is 0 to 23.
pub fn time_of_day(hour: u8, minute: u8) -> String {
    let (hour, half) = match hour {
        0 => (12, "a.m."),
        h @ 1..=11 => (h, "a.m."),
        12 => (12, "p.m."),
        h => (h - 12, "p.m."),
    };
    format!("{hour}:{minute:02} {half}")
}

/// Returns a date and a time with the label of the time zone: `March 28, 2025, 1:40 p.m. PT`. The
/// label can be empty.
pub fn date_and_time(date: &str, time: &str, zone: &str) -> String {
    let text = format!("{date}, {time} {zone}");
    text.trim_end().to_owned()
}

// Stories.

/// The name of a story's tags, for screen readers.
pub const TOPICS: &str = "Topics";
/// Stands before the authors if a story has no byline of its own.
pub const BEFORE_AUTHORS: &str = "By ";
/// Stands between authors.
pub const BETWEEN_AUTHORS: &str = ", ";
/// The name of a gallery, for screen readers.
pub const PICTURES: &str = "Pictures";
/// The name of a table that scrolls, for screen readers.
pub const TABLE: &str = "Table";
/// The word before a correction.
pub const CORRECTION: &str = "Correction";
/// The word before a link to a related story.
pub const RELATED: &str = "Related";
/// The mark between the dateline and the first paragraph.
pub const AFTER_DATELINE: &str = " — ";
/// The mark between the date of a correction and its text.
pub const AFTER_CORRECTION_DATE: &str = ": ";

// Pictures in full screen, and parts of a page in general. Their scripts have these words as
// literals, which a test compares.

/// The name of the link to a picture that has no alternative text, for screen readers.
pub const ENLARGE: &str = "Enlarge the picture";
/// The button that closes the pictures.
pub const CLOSE: &str = "Close";
/// The button that shows the picture before, for screen readers.
pub const PREVIOUS_PICTURE: &str = "Previous picture";
/// The button that shows the picture after, for screen readers.
pub const NEXT_PICTURE: &str = "Next picture";
/// Shown if a part of the page could not be loaded that a link would have used.
pub const PART_MISSING: &str = "This could not be loaded. Select it once more to open the file.";

/// Returns which picture is on screen: `Picture 2 of 5`.
pub fn picture_number(number: &str, count: &str) -> String {
    format!("Picture {number} of {count}")
}

// Blocks in feeds.

/// Returns the host of a link card in a feed: ` (example.org)`.
pub fn in_parentheses(host: &str) -> String {
    format!(" ({host})")
}

// The share bar.

/// The heading of the share bar.
pub const SHARE_THIS: &str = "Share This";
/// The link that sends a story by email.
pub const EMAIL: &str = "Email";
/// The button that copies the story's address.
pub const COPY_LINK: &str = "Copy link";
/// The button that prints the story.
pub const PRINT: &str = "Print";
/// The button that opens the device's share sheet.
pub const SHARE: &str = "Share…";
/// Said after the address was copied.
pub const LINK_COPIED: &str = "Link copied.";

/// Said if the address could not be copied.
pub fn link_not_copied(address: &str) -> String {
    format!("The link could not be copied. It is {address}")
}

// Lists of stories.

/// The name of the rail with the most read stories.
pub const POPULAR: &str = "Popular";
/// Shown in a rail whose stories could not be loaded.
pub const RAIL_MISSING: &str = "These stories could not be loaded.";
/// The name of the front page's first stories, for screen readers.
pub const TOP_STORIES: &str = "Top stories";
/// The heading of a listing's stories, for screen readers.
pub const STORIES: &str = "Stories";
/// The word above the name of a tag.
pub const TOPIC: &str = "Topic";
/// The word above the name of an author.
pub const BY: &str = "By";
/// Shown on a front page without stories.
pub const NOTHING_PUBLISHED: &str = "No stories have been published yet.";
/// Shown in a listing without stories.
pub const NOTHING_PUBLISHED_HERE: &str = "No stories have been published here yet.";
/// The name of the links among the pages of a listing, for screen readers.
pub const PAGES: &str = "Pages";
/// The link to the newest page of a listing.
pub const NEWEST_STORIES: &str = "Newest stories";
/// The link to the next newer page of a listing.
pub const NEWER_STORIES: &str = "Newer stories";
/// The link to the next older page of a listing.
pub const OLDER_STORIES: &str = "Older stories";

// Notices in place of a page.

/// The text of the *not found* notice.
pub const NOT_FOUND_TEXT: &str =
    "There is nothing at this address. It may have a mistake in it, or the story was withdrawn.";
/// The headline of the notice about damaged data.
pub const UNREADABLE: &str = "This page could not be read";
/// The text of the notice about damaged data.
pub const UNREADABLE_TEXT: &str =
    "It arrived damaged. That is our fault, not yours; trying again may help.";
/// The headline of the notice about a failed connection.
pub const UNREACHABLE: &str = "The newspaper cannot be reached";
/// The text of the notice about a failed connection.
pub const UNREACHABLE_TEXT: &str =
    "Your connection may be down, or our host may be busy. What you have read before still opens.";
/// The button that loads a page again.
pub const TRY_AGAIN: &str = "Try again";
/// The text of the notice about a page that needs a newer version of the app.
pub const NEWER_EDITION_TEXT: &str = "This page needs a newer version of the newspaper than the one that your browser holds. Please close this tab and open the newspaper anew.";
/// The button that reloads the document.
pub const LOAD_ANEW: &str = "Load the newspaper anew";
/// The heading of the links on a notice.
pub const WAYS_ON: &str = "Ways on";
/// The link to the front page on a notice.
pub const FRONT_PAGE: &str = "The front page";
