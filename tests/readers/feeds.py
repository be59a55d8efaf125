"""Reads feeds with feedparser, and compares each entry with the same story in the JSON feed."""

import html
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")
import feedparser  # noqa: E402  (after the filter)

# The content types, as a well-configured host sends them.
TYPES = {"xml": "application/rss+xml", "atom": "application/atom+xml"}


def plain(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", text or ""))).strip()


def read(feed, other):
    """Returns the number of entries and the problems of a feed.

    `other` is the JSON feed of the same stories.
    """
    # Pass bytes: feedparser can mistake a string for a URL or a file name.
    parsed = feedparser.parse(
        feed["text"].encode(),
        response_headers={"content-type": TYPES[feed["url"].rpartition(".")[2]]},
    )
    problems = []
    if parsed.bozo:
        problems.append(f"is not well-formed: {parsed.get('bozo_exception')}")
    channel = parsed.feed
    for key in ["title", "link", "updated_parsed"]:
        if not channel.get(key):
            problems.append(f"the feed has no {key}")
    if not any(link.rel == "self" and link.href == feed["url"] for link in channel.get("links", [])):
        problems.append("the feed does not link to itself")
    items = other["items"]
    if len(parsed.entries) != len(items):
        problems.append(f"has {len(parsed.entries)} entries, not {len(items)}")
    for entry, item in zip(parsed.entries, items):
        problems += [f"{what}: {item['title'][:50]}" for what in read_entry(entry, item)]
    return len(parsed.entries), problems


def read_entry(entry, item):
    for key in ["title", "link", "id", "published_parsed", "content"]:
        if not entry.get(key):
            yield f"an entry has no {key}"
    if plain(entry.get("title")) != plain(item["title"]):
        yield f"the title is {entry.get('title')!r}"
    if entry.get("link") != item["url"]:
        yield f"the link is {entry.get('link')}"
    if entry.get("id") != item["id"]:
        yield f"the id is {entry.get('id')}"
    # Both of feedparser's fields must have the story's summary, not its picture's description.
    summary = plain(item.get("summary"))
    if plain(entry.get("summary")) != summary:
        yield f"the summary is {entry.get('summary')!r}"
    if plain(entry.get("summary_detail", {}).get("value")) != summary:
        yield f"the summary's detail is {entry.get('summary_detail', {}).get('value')!r}"
    contents = [content.value for content in entry.get("content", [])]
    if plain(item["content_html"]) not in [plain(content) for content in contents]:
        yield "the content is not the story's"
    authors = [author.get("name") for author in entry.get("authors", []) if author]
    wanted = [author["name"] for author in item.get("authors", [])]
    if authors != wanted:
        yield f"the authors are {authors}, not {wanted}"
    # In Atom, a tag has a slug as its term and the name as its label.
    tags = [tag.label or tag.term for tag in entry.get("tags", [])]
    if tags != item.get("tags", []):
        yield f"the tags are {tags}"
    # The picture that a feed reader shows is an enclosure in Atom, and Media RSS in RSS.
    if item.get("image"):
        shown = [picture.get("url") for picture in entry.get("media_content", [])]
        shown += [enclosure.get("href") for enclosure in entry.get("enclosures", [])]
        if item["image"] not in shown:
            yield f"the picture is missing: {shown}"


def main():
    given = json.load(sys.stdin)
    texts = {page["page"]: page["text"] for page in given["pages"]}
    problems, feeds, entries = [], 0, 0
    for page in given["pages"]:
        if page["url"].endswith(".json"):
            continue
        name = page["url"].removeprefix(given["site"])
        other = texts[re.sub(r"\.(xml|atom)$", ".json", name)]
        count, said = read(page, json.loads(other))
        problems += [{"page": page["page"], "what": what} for what in said]
        if not page["page"].startswith("planted"):
            feeds += 1
            entries += count
    json.dump({"problems": problems, "figures": f"{feeds} feeds with {entries} entries"}, sys.stdout)


main()
