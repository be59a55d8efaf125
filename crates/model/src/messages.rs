//! The words of the interface: all that readers see or hear beside the newspaper's own content. In
//! English for now.
//!
//! The app and the publisher print the same words from here. A sentence with a value in it is a
//! function, so that another language can put the value elsewhere. Sentences around an element of a
//! page are in the app's `src/messages/`. A test there fails if no code uses a message.

mod parts;
mod tools;

pub use parts::*;
pub use tools::*;

// The shell.

/// The link that skips the masthead.
pub const SKIP_TO_NEWS: &str = "Skip to the news";
/// The name of the navigation among the sections, for screen readers.
pub const SECTIONS: &str = "Sections";

/// The link to the search, and the headline of its page.
pub const SEARCH: &str = "Search";

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
    let month = month_name(month);
    format!("{month} {day}, {year}")
}

/// Returns a month of a year: `March 2025`. `month` is 1 to 12.
pub fn month_and_year(year: u16, month: u8) -> String {
    let month = month_name(month);
    format!("{month} {year}")
}

/// Returns the name of a month, 1 to 12.
pub fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month - 1)]
}

/// The days of the week, from Sunday on, as a calendar heads its columns.
pub const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

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
/// The heading of a story's key points that have none of their own.
pub const KEY_POINTS: &str = "Key points";
/// The name of the footnotes, for screen readers.
pub const NOTES: &str = "Notes";

/// Returns the name of the link from a footnote back to the text, for screen readers. `place` says which one
/// if the text refers to the note several times.
pub fn back_to_text(note: usize, place: Option<usize>) -> String {
    match place {
        None => format!("Back to note {note} in the text"),
        Some(place) => format!("Back to note {note} in the text, place {place}"),
    }
}

/// What opens the table beneath a chart.
pub const CHART_DATA: &str = "The figures as a table";
/// The name of a chart that has no title.
pub const CHART: &str = "Chart";

/// Returns what a chart shows, for readers who do not see it: the lowest and the highest figure, each with
/// the name of its place.
pub fn chart_range(lowest: [&str; 2], highest: [&str; 2]) -> String {
    let [[low, low_place], [high, high_place]] = [lowest, highest];
    format!("From {low} ({low_place}) to {high} ({high_place}).")
}

/// The word before a correction.
pub const CORRECTION: &str = "Correction";
/// The word before a link to a related story.
pub const RELATED: &str = "Related";
/// What unfolds the transcript of a recording.
pub const TRANSCRIPT: &str = "Transcript";
/// The link to a video without a title, where it cannot be played in the text.
pub const VIDEO: &str = "Video";
/// The link to an audio recording without a title.
pub const AUDIO: &str = "Audio";
/// The mark between the dateline and the first paragraph.
pub const AFTER_DATELINE: &str = " — ";
/// The mark between the date of a correction and its text.
pub const AFTER_CORRECTION_DATE: &str = ": ";

/// Returns how long a recording is, as players write it: `4:32`, `1:04:32`.
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

// What a machine made.

/// Returns what readers see of a text that a machine made, or a part of it. `source` is the last part of a
/// term of the IPTC's digital source types (<https://cv.iptc.org/newscodes/digitalsourcetype/>).
pub fn origin_of_text(source: &str) -> Option<&'static str> {
    Some(match source {
        "trainedAlgorithmicMedia" => "Text generated by AI",
        "compositeWithTrainedAlgorithmicMedia" | "compositeSynthetic" => {
            "Text generated by AI in part"
        }
        "algorithmicMedia" => "Text generated by software",
        _ => return None,
    })
}

/// Returns what readers see of a picture that a machine made, or a part of it, like [`origin_of_text`].
pub fn origin_of_picture(source: &str) -> Option<&'static str> {
    Some(match source {
        "trainedAlgorithmicMedia" => "Picture generated by AI",
        "compositeWithTrainedAlgorithmicMedia" | "compositeSynthetic" => {
            "Picture generated by AI in part"
        }
        "algorithmicMedia" => "Picture generated by software",
        _ => return None,
    })
}

/// Returns the credit of a picture with what says that a machine made it.
pub fn origin_and_credit(origin: &str, credit: &str) -> String {
    let end = if credit.is_empty() { "" } else { ". " };
    [origin, end, credit].concat()
}

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

// The share bar.

/// The heading of the share bar.
pub const SHARE_THIS: &str = "Share This";
/// The link that sends a story by email.
pub const EMAIL: &str = "Email";
/// The button that copies the story's address.
pub const COPY_LINK: &str = "Copy link";
/// The link that opens the player, which reads the story aloud.
pub const LISTEN: &str = "Listen";
/// The link that shows the story's address as a QR code.
pub const QR_CODE: &str = "QR code";
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

// Editions.

/// The name of the page with all editions.
pub const EDITIONS: &str = "Editions";

/// Returns the name of the edition of a day: `Edition of March 28, 2025`.
pub fn edition_of(date: &str) -> String {
    format!("Edition of {date}")
}

/// Returns the name of the page with the editions of a period: `Editions of March 2025`.
pub fn editions_of(period: &str) -> String {
    format!("Editions of {period}")
}

// The edition as a file.

/// Returns the name of the link in a head to the e-book of today's edition.
pub fn book_link(newspaper: &str) -> String {
    format!("{newspaper}: today’s edition as an e-book")
}

/// Returns the title of the e-book of an edition.
pub fn book_title(newspaper: &str, date: &str) -> String {
    format!("{newspaper}, {date}")
}

/// The headline of its table of contents.
pub const CONTENTS: &str = "Contents";
/// The word before the time of a change.
pub const UPDATED_ON: &str = "Updated";
/// The words before the address of a story's page.
pub const ON_THE_WEB: &str = "On the web:";
/// The link in the place of a picture that is not in the book.
pub const PICTURE_ON_THE_WEB: &str = "Picture on the web";
/// What readers with a disability find, if every picture has a text that takes its place.
pub const BOOK_IS_ACCESSIBLE: &str = "The text, the headings and the tables of contents can be read by programs, and every picture has a description.";
/// The same if some picture has none.
pub const BOOK_HAS_PICTURES_WITHOUT_TEXT: &str = "The text, the headings and the tables of contents can be read by programs. Some pictures have no description.";

/// The word before the name of the edition before this one.
pub const PREVIOUS: &str = "Previous: ";
/// The word before the name of the next edition.
pub const NEXT: &str = "Next: ";

/// Returns the description of an edition for search engines. `edition` is its name.
pub fn about_edition(edition: &str, newspaper: &str) -> String {
    format!("{edition}: the front page of {newspaper} as it was on that day.")
}

/// Returns the description of a calendar of editions for search engines. `editions` is its name.
pub fn about_editions(editions: &str, newspaper: &str) -> String {
    format!("{editions}: the front page of {newspaper} as it was on each day.")
}

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

// The search.

/// The search page without scripts.
pub const SEARCH_NEEDS_SCRIPT: &str =
    "The search needs JavaScript. Without it, every story is in the archive below.";
/// The heading above the links to all stories.
pub const ARCHIVE: &str = "The archive";

/// The link to what readers keep, and the headline of its page.
pub const ON_THIS_DEVICE: &str = "On this device";
/// The link that keeps a story on the device.
pub const SAVE: &str = "Save";
/// The page of what is kept without scripts.
pub const SAVED_NEEDS_SCRIPT: &str = "Keeping stories on this device needs JavaScript.";

/// The link to the page about privacy, and its title.
pub const PRIVACY: &str = "Privacy";
/// The headline of the page about privacy.
pub const PRIVACY_HEADLINE: &str = "What this site knows about you: nothing";
/// What the page about privacy says of the device without scripts.
pub const PRIVACY_WITHOUT_SCRIPT: &str = "Without JavaScript, this site stores nothing on your device, but for the copies of pages that every browser keeps for a while.";
/// The section of what a visit loads.
pub const PRIVACY_VISIT: &str = "What a visit loads";
/// The size of the front page.
pub const PRIVACY_FRONT: &str = "The front page, with its style";
/// The size of the app.
pub const PRIVACY_APP: &str = "What makes pages turn without loading anew, once for many visits";
/// The number of requests to other hosts.
pub const PRIVACY_OTHERS: &str = "Requests to other hosts";
/// The number of cookies.
pub const PRIVACY_COOKIES: &str = "Cookies";
/// Why these figures hold.
pub const PRIVACY_POLICY: &str = "There are no advertisements, no trackers, and no accounts. Each page comes with a policy that makes your browser refuse everything else, even if somebody smuggled it into a story. The links for sharing load nothing from those services before you select one.";
/// The section about *Popular*.
pub const PRIVACY_POPULAR: &str = "How Popular is counted";
/// How *Popular* is made.
pub const PRIVACY_POPULAR_TEXT: &str = "It is not. The editors choose these stories, and the newest follow. Nobody records what you read.";
/// The section about the host.
pub const PRIVACY_HOST: &str = "What the host sees";
/// What the host sees.
pub const PRIVACY_HOST_TEXT: &str = "This site is a folder of files. As with every website, the host that delivers them sees the address of your connection and which files it asks for. This site does not make it keep that, and cannot make it forget. What you type, save, follow and set, and what is read aloud, stays on your device. Which pieces of the search index and of the lists of topics your browser asks for can tell the host roughly what you look for.";
/// The section of the limits of each release.
pub const PRIVACY_LIMITS: &str = "What every release of this software has to pass";

/// Returns a number of bytes as readers know it: `95 kB`.
pub fn bytes(bytes: u64) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

/// Returns the size of several files: `95 kB in 4 files`.
pub fn bytes_in_files(bytes: u64, files: usize) -> String {
    format!("{} in {files} files", self::bytes(bytes))
}

/// Returns which other hosts pages load from.
pub fn only_pictures_of(hosts: &str) -> String {
    format!("only for pictures, from {hosts}")
}

/// Returns which other hosts videos and audio recordings come from.
pub fn only_recordings_of(hosts: &str) -> String {
    format!("only for videos and audio that you play, from {hosts}")
}

/// Returns the limits of each release. `app` is the most bytes of the app.
pub fn privacy_limits(app: u64) -> String {
    format!(
        "The app’s scripts and WebAssembly are no larger than {}. No page sets a cookie or asks another host for anything but pictures that the newspaper placed there, and videos and audio that you play. Nothing moves while a page loads. Automatic checks of accessibility (WCAG 2.2 AA) find nothing. Every page can be read without JavaScript.",
        bytes(app)
    )
}

// The settings.

/// The link to the page of settings, and its headline.
pub const SETTINGS: &str = "Reading settings";
/// The page of settings without scripts.
pub const SETTINGS_NEED_SCRIPT: &str = "These settings need JavaScript. Without it, your browser has a text size and a dark mode of its own, which this newspaper follows.";

// Reading.

/// Returns the time that a story takes to read: `4 min read`.
pub fn minutes_to_read(minutes: &str) -> String {
    format!("{minutes} min read")
}

// Combined tags.

/// The page for combined tags without scripts.
pub const TOPICS_NEED_SCRIPT: &str =
    "To combine topics, this page needs JavaScript. Without it, each topic has a page of its own.";
/// The heading above the links to the tags.
pub const MOST_USED_TOPICS: &str = "The most used topics";
/// The heading above the links to pairs of tags.
pub const OFTEN_TOGETHER: &str = "Often together";

/// Returns the names of two tags that all stories of a page have: `MidEast and Political`.
pub fn both_topics(first: &str, second: &str) -> String {
    format!("{first} and {second}")
}

// Following.

/// The link to what a reader follows, and the headline of its page.
pub const FOLLOWING: &str = "Following";
/// The link that follows a section, tag or author.
pub const FOLLOW: &str = "Follow";
/// The end of the front page for readers who follow something.
pub const FOR_YOU: &str = "For you";
/// Says why a story is in [`FOR_YOU`]. The names follow.
pub const BECAUSE_YOU_FOLLOW: &str = "Because you follow ";
/// Says that this browser stores nothing.
pub const STORAGE_IS_BLOCKED: &str = "This browser does not let the newspaper store anything, so nothing can be followed here. Allow storage for this site, or use the feeds.";
/// The page of what a reader follows without scripts.
pub const FOLLOWING_NEEDS_SCRIPT: &str = "Following sections, topics and authors needs JavaScript, because what you follow stays on this device. Without it, feed readers can follow the feed of each section, topic and author.";

/// Returns the note that a reader follows a section, tag or author now.
pub fn now_followed(name: &str) -> String {
    format!("You follow {name} now.")
}

/// Returns the note that a reader no longer follows a section, tag or author.
pub fn no_longer_followed(name: &str) -> String {
    format!("You no longer follow {name}.")
}

/// Returns the note that a reader follows as much as is possible.
pub fn too_many_followed(number: &str) -> String {
    format!("You can follow up to {number}. The others were left out.")
}
