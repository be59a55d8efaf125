"""Reads the podcast with feedparser and with podcastparser, and compares what both found."""

import io
import json
import re
import sys
import uuid
import warnings

warnings.simplefilter("ignore")
import feedparser  # noqa: E402  (after the filter)
import podcastparser  # noqa: E402

# The namespace of the identifiers of podcasts (Podcasting 2.0, podcast:guid).
IDENTIFIERS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
# What Apple Podcasts can play.
PLAYED = {"audio/mpeg", "audio/x-m4a", "audio/mp4"}


def read(page):
    text, url = page["text"], page["url"]
    # Pass bytes: feedparser can mistake a string for a URL or a file name.
    feed = feedparser.parse(text.encode(), response_headers={"content-type": "application/rss+xml"})
    if feed.bozo:
        yield f"is not well-formed: {feed.get('bozo_exception')}"
        return
    channel = feed.feed
    for key in ["title", "link", "language", "author", "image", "podcast_guid"]:
        if channel.get(key) is None:
            yield f"the feed has no {key}"
    categories = [tag.term for tag in channel.get("tags", [])]
    if not categories:
        yield "the feed has no category"
    identifier = str(uuid.uuid5(IDENTIFIERS, url.partition("://")[2].rstrip("/")))
    if channel.get("podcast_guid") != identifier:
        yield f"the identifier is {channel.get('podcast_guid')}, not {identifier}"
    try:
        podcast = podcastparser.parse(url, io.BytesIO(text.encode()))
    except Exception as error:
        yield f"podcastparser cannot read it: {error}"
        return
    for key in ["title", "link", "description", "cover_url", "itunes_owner", "itunes_author"]:
        if not podcast.get(key):
            yield f"podcastparser finds no {key}"
    if not podcast.get("itunes_owner", {}).get("email"):
        yield "nobody can verify whose podcast it is"
    episodes = podcast["episodes"]
    if not episodes or len(episodes) != len(feed.entries):
        yield f"has {len(feed.entries)} entries and {len(episodes)} episodes"
    known = {episode["guid"]: episode for episode in episodes}
    for entry in feed.entries:
        name = entry.get("title", "")[:50]
        episode = known.get(entry.get("id"))
        if not episode:
            yield f"podcastparser does not find the episode {name}"
            continue
        files = episode["enclosures"]
        if len(files) != 1 or files[0]["mime_type"] not in PLAYED or files[0]["file_size"] <= 0:
            yield f"no player can play the episode {name}: {files}"
        if episode.get("total_time", 0) <= 0:
            yield f"the episode {name} has no duration"
        if not entry.get("published_parsed") or not entry.get("content"):
            yield f"the episode {name} has no date or no notes"
        if entry.get("link") != episode.get("link"):
            yield f"the episode {name} has two links"


def main():
    given = json.load(sys.stdin)
    problems, podcasts = [], 0
    for page in given["pages"]:
        problems += [{"page": page["page"], "what": what} for what in read(page)]
        podcasts += not page["page"].startswith("planted")
    json.dump({"problems": problems, "figures": f"{podcasts} podcast"}, sys.stdout)


main()
