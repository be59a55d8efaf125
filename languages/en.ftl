### The words of the interface in English, from which the code takes their names.
###
### A message is known by its name: the code says SHARE_THIS for `share-this`. What is in braces is put
### there by the program, and a translation moves it to where its language wants it. Messages come in three
### parts, because the app loads only the first two, and a story in another language only the first.
###
### A message that chooses by a number has one form here, and in other languages one for each category of
### plurals that CLDR has for the language.

# The language of this file (BCP 47).
language = en
# The direction in which it runs: ltr or rtl.
direction = ltr

## How dates, times and numbers are written. Other languages take them from CLDR, for their region; one that
## writes them differently in its newspapers can have them in its file.

# The months from January on.
months = January,February,March,April,May,June,July,August,September,October,November,December
# The digits from 0 on.
digits = 0,1,2,3,4,5,6,7,8,9
# A date: `March 28, 2025`.
date = { $month } { $day }, { $year }
# A time of day before noon: `1:40 a.m.`. Variables: $hour counts to 12, $minute, $hour24 counts to 23,
# $hour0 does so in two digits.
time-am = { $hour }:{ $minute } a.m.
# A time of day after noon. Variables: $hour, $minute, $hour24, $hour0, as in `time-am`.
time-pm = { $hour }:{ $minute } p.m.

## In stories.

# A date and a time with the label of the time zone, which can be missing:
# `March 28, 2025, 1:40 p.m. PT`.
date-and-time = { $date }, { $time } { $zone }
# When a story was last changed: `Updated March 28, 2025, 1:40 p.m. PT`.
updated = Updated { $time }
# The name of a gallery, for screen readers.
pictures = Pictures
# The word before a link to a related story.
related = Related
# The mark between the dateline and the first paragraph.
after-dateline = { " " }—{ " " }
# The name of the link to a picture that has no alternative text, for screen readers.
enlarge = Enlarge the picture
# The heading of the share bar.
share-this = Share This
# The link that sends a story by email.
email = Email
# The button that copies the story's address.
copy-link = Copy link
# The link that opens the player, which reads the story aloud.
listen = Listen
# The link that shows the story's address as a QR code.
qr-code = QR code
# The button that prints the story.
print = Print
# The button that opens the device's share sheet.
share = Share…
# The link that keeps a story on the device.
save = Save
# Said after the address was copied.
link-copied = Link copied.
# Said if the address could not be copied.
link-not-copied = The link could not be copied. It is { $address }

## In the app.

# The link that skips the masthead.
skip-to-news = Skip to the news
# The name of the navigation among the sections, for screen readers.
sections = Sections
# Today's date in the date bar: `Today: March 28, 2025`.
today = Today: { $date }
# The name of the edition of a day: `Edition of March 28, 2025`.
edition-of = Edition of { $date }
# The title of the page for an address that names none.
page-not-found = Page not found
# The title of a page that needs a newer version of the app.
newer-edition = A newer edition is out
# The title of a page that could not be loaded.
page-not-available = Page not available
# The title of the window and tab: `World — The Los Angeles Post`.
window-title = { $page } — { $newspaper }
# The name of a numbered page of a listing: `World, page 2`.
numbered-page = { $listing }, page { $number }
# The number of a page of a listing: `Page 2`.
page-number = Page { $number }
# The name of a story's tags, for screen readers.
topics = Topics
# The name of the rail with the most read stories.
popular = Popular
# Shown in a rail whose stories could not be loaded.
rail-missing = These stories could not be loaded.
# The name of the front page's first stories, for screen readers.
top-stories = Top stories
# The heading of a listing's stories, for screen readers.
stories = Stories
# The word above the name of a tag.
topic = Topic
# The word above the name of an author.
by = By
# Shown on a front page without stories.
nothing-published = No stories have been published yet.
# Shown in a listing without stories.
nothing-published-here = No stories have been published here yet.
# The name of the links among the pages of a listing, for screen readers.
pages = Pages
# The link to the newest page of a listing.
newest-stories = Newest stories
# The link to the next newer page of a listing.
newer-stories = Newer stories
# The link to the next older page of a listing.
older-stories = Older stories
# The link that follows a section, tag or author.
follow = Follow
# The text of the *not found* notice.
not-found-text = There is nothing at this address. It may have a mistake in it, or the story was withdrawn.
# The headline of the notice about damaged data.
unreadable = This page could not be read
# The text of the notice about damaged data.
unreadable-text = It arrived damaged. That is our fault, not yours; trying again may help.
# The headline of the notice about a failed connection.
unreachable = The newspaper cannot be reached
# The text of the notice about a failed connection.
unreachable-text = Your connection may be down, or our host may be busy. What you have read before still opens.
# The button that loads a page again.
try-again = Try again
# The text of the notice about a page that needs a newer version of the app.
newer-edition-text = This page needs a newer version of the newspaper than the one that your browser holds. Please close this tab and open the newspaper anew.
# The button that reloads the document.
load-anew = Load the newspaper anew
# The heading of the links on a notice.
ways-on = Ways on
# The link to the front page on a notice.
front-page = The front page

## On published pages only.

# The name of a table that scrolls, for screen readers.
table = Table
# The word before a correction.
correction = Correction
# The mark between the date of a correction and its text.
after-correction-date = :{ " " }
# The heading of a story's key points that have none of their own.
key-points = Key points
# What unfolds the transcript of a recording.
transcript = Transcript
# The link to a video without a title, where it cannot be played in the text.
video = Video
# The link to an audio recording without a title.
audio = Audio
# The button on a picture that moves, while it stands still.
play-picture = Play
# The button on a picture that moves, while it moves.
pause-picture = Pause
# The name of the footnotes, for screen readers.
notes = Notes
# The name of the link from a footnote back to the text, for screen readers.
back-to-text = Back to note { $note } in the text
# The same, if the text refers to the footnote several times.
back-to-place = Back to note { $note } in the text, place { $place }
# What opens the table beneath a chart.
chart-data = The figures as a table
# The name of a chart that has no title.
chart = Chart
# What a chart shows, for readers who do not see it: the lowest and the highest figure, each with the name of
# its place.
chart-range = From { $low } ({ $lowplace }) to { $high } ({ $highplace }).
# The link to the search, and the headline of its page.
search = Search
# The title of the page for a reader without a connection.
no-connection = No connection
# Shown if the app did not start.
extras-missing = Some extras of this page did not start. Everything can be read, and links work.
# Shown if a part of the page could not be loaded that a link would have used.
part-missing = This could not be loaded. Select it once more to open the file.
# The title of the feed of a section or tag: `World – The Los Angeles Post`.
feed-title = { $list } – { $newspaper }
# The days of the week from Sunday on, as a calendar heads its columns. From CLDR, like the months.
weekdays = Sun,Mon,Tue,Wed,Thu,Fri,Sat
# The day on which weeks begin: 0 is Sunday. From CLDR.
first-weekday = 0
# A month of a year: `March 2025`. From CLDR.
month-and-year = { $month } { $year }
# Stands before the authors if a story has no byline of its own.
before-authors = By{ " " }
# Stands between a byline and an author whom it does not name. Lists of authors come from CLDR.
before-another-author = ,{ " " }
# Says that a machine made the text of a story.
text-by-ai = Text generated by AI
# Says that a machine made a part of the text.
text-by-ai-in-part = Text generated by AI in part
# Says that a program without AI made the text.
text-by-software = Text generated by software
# Says that a machine made a picture.
picture-by-ai = Picture generated by AI
# Says that a machine made a part of a picture.
picture-by-ai-in-part = Picture generated by AI in part
# Says that a program without AI made a picture.
picture-by-software = Picture generated by software
# What says that a machine made a picture, with its credit.
origin-and-credit = { $origin }. { $credit }
# The name of the page with all editions.
editions = Editions
# The name of the page with the editions of a period: `Editions of March 2025`.
editions-of = Editions of { $period }
# The name of the link in a head to the e-book of today's edition.
book-link = { $newspaper }: today’s edition as an e-book
# The title of the e-book of an edition.
book-title = { $newspaper }, { $date }
# The headline of its table of contents.
contents = Contents
# The words before the address of a story's page.
on-the-web = On the web:
# The link in the place of a picture that is not in the book.
picture-on-the-web = Picture on the web
# What readers with a disability find, if every picture has a text that takes its place.
book-is-accessible = The text, the headings and the tables of contents can be read by programs, and every picture has a description.
# The same if some picture has none.
book-has-pictures-without-text = The text, the headings and the tables of contents can be read by programs. Some pictures have no description.
# The name of the edition before this one.
previous = Previous: { $edition }
# The name of the next edition.
next = Next: { $edition }
# The description of an edition for search engines. `edition` is its name.
about-edition = { $edition }: the front page of { $newspaper } as it was on that day.
# The description of a calendar of editions for search engines. `editions` is its name.
about-editions = { $editions }: the front page of { $newspaper } as it was on each day.
# The name of the page with the stories of a section in a month: `World, March 2025`.
section-month = { $section }, { $month }
# The description of that page for search engines. `month` is its name.
about-section-month = { $month }: all stories of { $newspaper } in this section and month.
# The search page without scripts.
search-needs-script = The search needs JavaScript. Without it, every story is in the archive below.
# The heading above the links to all stories.
archive = The archive
# The link to what readers keep, and the headline of its page.
on-this-device = On this device
# The page of what is kept without scripts.
saved-needs-script = Keeping stories on this device needs JavaScript.
# The link to the page about privacy, and its title.
privacy = Privacy
# The headline of the page about privacy.
privacy-headline = What this site knows about you: nothing
# What the page about privacy says of the device without scripts.
privacy-without-script = Without JavaScript, this site stores nothing on your device, but for the copies of pages that every browser keeps for a while.
# The section of what a visit loads.
privacy-visit = What a visit loads
# The size of the front page.
privacy-front = The front page, with its style
# The size of the app.
privacy-app = What makes pages turn without loading anew, once for many visits
# The number of requests to other hosts.
privacy-others = Requests to other hosts
# The number of cookies.
privacy-cookies = Cookies
# Why these figures hold.
privacy-policy = There are no advertisements, no trackers, and no accounts. Each page comes with a policy that makes your browser refuse everything else, even if somebody smuggled it into a story. The links for sharing load nothing from those services before you select one.
# The section about *Popular*.
privacy-popular = How Popular is counted
# How *Popular* is made.
privacy-popular-text = It is not. The editors choose these stories, and the newest follow. Nobody records what you read.
# The section about the host.
privacy-host = What the host sees
# What the host sees.
privacy-host-text = This site is a folder of files. As with every website, the host that delivers them sees the address of your connection and which files it asks for. This site does not make it keep that, and cannot make it forget. What you type, save, follow and set, and what is read aloud, stays on your device. Which pieces of the search index and of the lists of topics your browser asks for can tell the host roughly what you look for.
# The section of the limits of each release.
privacy-limits = What every release of this software has to pass
# A number of bytes as readers know it: `95 kB`.
bytes = { $number } kB
# The size of several files: `95 kB in 4 files`.
bytes-in-files = { $number ->
   *[other] { $bytes } in { $number } files
}
# Which other hosts pages load from.
only-pictures-of = only for pictures, from { $hosts }
# Which other hosts videos and audio recordings come from.
only-recordings-of = only for videos and audio that you play, from { $hosts }
# The limits of each release. `size` is the most bytes of the app.
privacy-limits-text = The app’s scripts and WebAssembly are no larger than { $size }. No page sets a cookie or asks another host for anything but pictures that the newspaper placed there, and videos and audio that you play. Nothing moves while a page loads. Automatic checks of accessibility (WCAG 2.2 AA) find nothing. Every page can be read without JavaScript.
# The link to the page of settings, and its headline.
settings = Reading settings
# The page of settings without scripts.
settings-need-script = These settings need JavaScript. Without it, your browser has a text size and a dark mode of its own, which this newspaper follows.
# The page for combined tags without scripts.
topics-need-script = To combine topics, this page needs JavaScript. Without it, each topic has a page of its own.
# The heading above the links to the tags.
most-used-topics = The most used topics
# The heading above the links to pairs of tags.
often-together = Often together
# The link to what a reader follows, and the headline of its page.
following = Following
# The page of what a reader follows without scripts.
following-needs-script = Following sections, topics and authors needs JavaScript, because what you follow stays on this device. Without it, feed readers can follow the feed of each section, topic and author.

## The words of parts, which load when a reader uses them (`src/parts/`), by the names in their scripts.

# The words of pictures in full screen, `src/parts/pictures.js`.
pictures-words =
    .pictures = { pictures }
    .close = Close
    .previous = Previous picture
    .next = Next picture
    .number = Picture { $number } of { $count }
# The words of the part that follows sections, tags and authors, `src/parts/follow.js`.
follow-words =
    .follow = { follow }
    .following = { following }
    .forYou = For you
    .because = Because you follow{ " " }
    .allHere = All new stories of what you follow are on this page already.
    .noneNew = None of the newest stories are in what you follow.
    .list = What you follow
    .now = You follow { $name } now.
    .noLonger = You no longer follow { $name }.
    .tooMany = { $number ->
       *[other] You can follow up to { $number }. The others were left out.
    }
    .blocked = This browser does not let the newspaper store anything, so nothing can be followed here. Allow storage for this site, or use the feeds.
# The words of the part that saves stories, `src/parts/saved.js`.
saving-words =
    .save = { save }
    .saved = Saved
    .saving = Saving…
    .told = This story is kept on this device. It opens without a connection.
    .removed = This story is not kept any more.
    .full = There is no room for this story on this device.
    .failed = This story could not be saved.
    .newer = There is a newer version of this page.
    .show = Show it
# The words of the player that reads a story aloud, `src/parts/listen.js`.
listen-words =
    .player = Listen
    .play = Play
    .pause = Pause
    .previous = Previous paragraph
    .next = Next paragraph
    .speed = Speed
    .rate = { $number }×
    .voice = Voice
    .story = Next story
    .close = Close the player
    .none = This device has no voice for the language of this story. The settings of the device may offer one.
    .failed = The voice has stopped. Play goes on.
    .end = That was the whole story.
# The words of the QR code, `src/parts/code.js`.
code-words =
    .code = QR code
    .hint = Point the camera of a phone at this code to open the story there.
    .long = This address is too long for a code.
    .close = Close
# The words of the list of keys, `src/parts/keys.js`.
keys-words =
    .keys = Keys
    .close = Close
    .search = Search
    .list = This list
    .through = Next and previous picture in full screen
    .paragraphs = Next and previous paragraph in the player
    .leave = Close pictures, the player and this list
    .settings = Reading settings
    .left = Left
    .right = Right
    .up = Up
    .down = Down
# The words of the button beside selected text, `src/parts/quote.js`.
quote-words =
    .copy = Copy link to this quotation
    .copied = Link copied.
    .failed = The link could not be copied.
# The words of the reading time and of the way back, `src/parts/reading.js`.
reading-words =
    .minutes = { $minutes ->
       *[other] { $minutes } min read
    }
    .stopped = You stopped further down.
    .go = Continue there
    .no = Dismiss
# The words of pictures on request, `src/parts/ondemand.js`.
ondemand-words =
    .show = Show picture

## The words of tools (`src/tools/`), by the names in their scripts.

# The words of the script of the page about privacy, `src/tools/privacy.js`.
privacy-words =
    .device = What is on your device
    .nothing = Nothing, but for the copies of pages that every browser keeps for a while.
    .something = Only what you asked for. Nobody else can see it:
    .kept = pages that you keep, with their files: { $size }
    .edition = that you renew the edition each day
    .following = which sections, topics and authors you follow
    .key = that single keys do nothing
    .look = how pages look
    .settings = what you chose in the settings
    .stopped = where you stopped reading
    .recordings = where you stopped watching and listening
    .speed = how fast stories are read aloud
    .voice = which voice reads them
    .data = that your device saves data
    .parts = which of these extras are on
    .erase = Erase it
    .erased = Everything was erased.
# The words of the page of what is kept, `src/tools/saved.js`.
saved-words =
    .edition = Today’s edition
    .editionOffered = { $stories ->
       *[other] The edition of { $day }: the front page and its { $stories } stories with their lead pictures, about { $size } to download.
    }
    .editionKept = { $stories ->
       *[other] The edition of { $day } with { $stories } stories is on this device.
    }
    .editionPartly = Part of the edition of { $day } is on this device.
    .noEdition = No edition is on this device, and today’s could not be found. Please try again later.
    .download = Download
    .book = Download as an e-book (EPUB)
    .goOn = Continue the download
    .stop = Stop
    .stopped = The download was stopped. You can continue it later.
    .downloading = Downloading the edition…
    .progress = { $done } of { $size }
    .editionHere = The edition is on this device.
    .editionRemoved = The edition was removed from this device.
    .daily = Renew it each day
    .stories = Saved stories
    .noneSaved = No story is saved. Select Save below a story, and it opens without a connection.
    .remove = Remove
    .removeStory = Remove “{ $name }”
    .removed = “{ $name }” was removed from this device.
    .recent = Read lately
    .keepRecent = Keep the last 50 pages that I read, so that they open without a connection
    .recentOn = Pages that you read from now on are kept.
    .recentOff = The pages that you read were removed from this device.
    .recentStories = Stories: { $number }
    .everything = Everything
    .total = This newspaper keeps { $size } on this device, with what its pages need to work. Nobody else can see it.
    .nothing = This newspaper keeps nothing on this device.
    .erase = Erase everything
    .erased = Everything was erased.
    .full = There is no room on this device. Remove something, or free some space, and try again.
    .failed = That did not work. Please try again.
    .offline = There is no connection. Please try again later.
    .notHere = There is no connection, and the page that you opened is not on this device. This is:
    .noWorker = This browser cannot open kept pages without a connection, perhaps because the window is private.
    .forbidden = This browser does not let the newspaper keep anything, perhaps because the window is private.
# The words of the search's script, `src/tools/search.js`.
search-words =
    .label = Search the archive
    .section = Section
    .allSections = All sections
    .time = Time
    .anyTime = Any time
    .week = Past week
    .month = Past month
    .year = Past year
    .order = Order
    .best = Best first
    .newest = Newest first
    .searching = Searching…
    .nothing = No stories found.
    .one = 1 story found.
    .many = { $number ->
       *[other] { $number } stories found.
    }
    .corrected = Showing results for { $used }, because no story has { $typed }.
    .shortened = The query is too long, so its end was left out.
    .incomplete = Part of the archive could not be loaded, so stories may be missing.
    .failed = The search could not be loaded.
    .retry = Try again
    .more = Show more
    .tips = Tips
    .hint = All words are found in all their forms. Put a phrase in quotation marks. Arrow keys move through the results.
    .key = The / key opens the search
# The words of the settings' script, `src/tools/settings.js`.
settings-words =
    .intro = They apply to every page of this newspaper at once, and stay on this device.
    .forbidden = This browser does not let the newspaper keep settings, so they would be lost. Allow it to store data for this site, and load the page again.
    .size = Text size
    .sizeSmall = Small
    .sizeNormal = Normal
    .sizeLarge = Large
    .sizeLarger = Larger
    .sizeLargest = Largest
    .scheme = Colors
    .schemeSystem = As on this device
    .schemeLight = Light
    .schemeDark = Dark
    .contrast = Contrast
    .contrastNormal = Normal
    .contrastHigh = High
    .typeface = Typeface
    .typefacePaper = The newspaper’s
    .typefaceSans = Sans serif
    .typefaceWide = Wide letters
    .width = Column width
    .widthNarrow = Narrow
    .widthNormal = Normal
    .widthWide = Wide
    .pictures = Pictures
    .picturesAuto = As the browser’s data saver says
    .picturesShown = All
    .picturesFew = Only those that I ask for
    .extras = While reading
    .reading = Show the reading time and progress, and offer to continue where I stopped
    .readingHint = The places of the last 50 stories stay on this device.
    .keys = Keyboard
    .keysLabel = The keys / and ? open the search and a list of all keys
    .sampleHeadline = How stories look with your settings
    .sampleText = This paragraph is set like the stories. Read a few lines of it the way you usually read, at arm’s length, on a bus or late in the evening, and change what gets in the way. All other pages change with it.
    .sampleLink = Links look like this.
    .reset = Reset
    .isReset = Everything is as it was at first.
    .saved = Saved.
# The words of the script of combined tags, `src/tools/tag.js`.
topics-words =
    .name = { topics }
    .not = { $first }, not { $second }
    .add = Add a topic
    .hint = Select a chosen topic to leave its stories out, and once more to have them again.
    .remove = Remove { $name }
    .turn = { $name }: show stories without it
    .turnBack = not { $name }: show stories with it
    .stories = { stories }
    .notMark = not
    .choose = Choose two topics or more to see the stories that have all of them.
    .unknown = This newspaper has no topic called { $name }.
    .tooMany = Up to eight topics can be combined. The others were left out.
    .onlyNot = Choose a topic that the stories have, besides those that they do not have.
    .searching = Searching…
    .none = No stories found.
    .one = 1 story found.
    .many = { $number ->
       *[other] { $number } stories found.
    }
    .newestOnly = { $number ->
       *[other] Only the newest { $number } stories of each topic are compared.
    }
    .more = Show more
    .failed = The topics could not be loaded.
    .incomplete = The newspaper has changed in the meantime, or could not be loaded. Stories may be missing.
    .retry = Try again
    .contradiction = { $name } is chosen and left out, so no story can be shown.
# The words of the script of what a reader follows, `src/tools/following.js`.
following-words =
    .private = What you follow is stored on this device only. The newspaper does not learn it: every reader loads the same list of newest stories.
    .nothing = You follow nothing yet. Follow a section, a topic or an author here or on its page, and their newest stories appear here and at the end of the front page.
    .followed = You follow
    .unfollow = Unfollow { $name }
    .unfollowed = You no longer follow { $name }.
    .undo = Undo
    .nowFollowed = You follow { $name } now.
    .gone = The newspaper has no such page any more.
    .add = Follow more
    .find = Section, topic or author
    .noMatch = No section, topic or author has such a name.
    .section = Section
    .topic = Topic
    .author = Author
    .stories = Newest stories
    .because = Because you follow { $names }
    .noStories = { $number ->
       *[other] None of the newest { $number } stories are in what you follow. Their own pages have the older ones.
    }
    .among = { $number ->
       *[other] Among the newest { $number } stories of the newspaper.
    }
    .more = Show more
    .keep = Keep or remove
    .export = Save as a file
    .import = Read from a file
    .feeds = Feeds for a feed reader (OPML)
    .erase = Erase everything
    .eraseSure = Erase what you follow from this device? This cannot be undone.
    .eraseYes = Erase
    .cancel = Cancel
    .erased = What you followed is erased from this device.
    .imported = { $number ->
       *[other] { $number } read from the file. You follow { $all } now.
    }
    .unknownNames = The newspaper has no pages for these, so they were left out: { $names }
    .notJson = This is not a file that this page has saved. Choose one that was saved here.
    .otherVersion = The file was saved by another version of this page, which this one cannot read.
    .tooLarge = The file is larger than 1 MB. A list of what you follow is smaller; choose another file.
    .tooMany = { $number ->
       *[other] You can follow up to { $number }. The others were left out.
    }
    .blocked = { follow-words.blocked }
    .damaged = What was stored on this device is damaged and was left out.
    .failed = The newest stories could not be loaded.
    .retry = Try again
    .feedsTitle = Followed in { $newspaper }
    .noFeeds = Authors have no feeds, so the file has the feeds of the sections and topics only.
