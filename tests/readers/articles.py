"""Extracts articles from pages with a library, and compares them with the pages.

The first argument names the library: trafilatura or newspaper.
"""

import json
import logging
import re
import sys
from urllib.parse import urlsplit

import lxml.html

BLOCKS = "p h2 h3 li figcaption caption th td pre cite".split()

LEFT_OUT = ["related", "embed-card", "pull-quote", "notes"]


def plain(text):
    return re.sub(r"\s+", " ", text or "").strip()


def letters(text):
    """The text without spaces, since libraries add some around links and emphasis."""
    return re.sub(r"\s+", "", text or "")


def own_text(element):
    """The text of an element, without the text of the blocks inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in BLOCKS and child.tag not in ("ul", "ol"):
            parts.append(own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def one(root, xpath):
    found = root.xpath(xpath)
    return found[0] if found else None


def with_class(name):
    return f"[contains(concat(' ', @class, ' '), ' {name} ')]"


def expected(page):
    root = lxml.html.fromstring(page["text"])
    article = one(root, f"//article{with_class('article')}")
    body = one(article, f".//div{with_class('article__body')}")
    blocks = []
    for element in body.iter(*BLOCKS):
        around = " ".join(e.get("class") or "" for e in [element, *element.iterancestors()])
        # Captions are not part of the text. Libraries are allowed to drop links to other stories
        # and sites, pull quotes, which repeat the text, and footnotes. They add the date of an entry in a
        # timeline to its first paragraph.
        if element.tag == "figcaption" or any(name in around for name in LEFT_OUT):
            continue
        if element.tag == "li" and element.getparent().get("class") == "timeline":
            continue
        text = plain(own_text(element))
        if text:
            blocks.append(text)
    byline = one(article, f".//*{with_class('article__byline')}")
    lead = one(root, "//meta[@property='og:image']/@content")
    return {
        "title": plain(one(article, ".//h1").text_content()),
        "byline": plain(byline.text_content()) if byline is not None else "",
        "date": one(article, ".//time/@datetime"),
        "day": plain(one(root, "//meta[@property='article:published_time']/@content"))[:10],
        "lead": lead,
        "language": (article.get("lang") or one(root, "/html/@lang") or "en")[:2],
        "blocks": blocks,
        "around": [
            plain(element.text_content())
            for element in root.xpath(
                f"//*{with_class('rail')}//h3 | //*{with_class('share-bar')}//a | //footer//a"
            )
        ],
    }


def by_trafilatura(page, language):
    import trafilatura

    document = trafilatura.bare_extraction(
        page["text"], url=page["url"], with_metadata=True, include_comments=False
    )
    if document is None:
        return None
    return {
        "title": document.title,
        "author": document.author,
        "day": document.date,
        "image": document.image,
        "text": document.text,
    }


def by_newspaper(page, language):
    import newspaper

    article = newspaper.Article(page["url"], language=language, fetch_images=False)
    article.download(input_html=page["text"])
    article.parse()
    return {
        "title": article.title,
        "author": "; ".join(article.authors),
        "day": article.publish_date.date().isoformat() if article.publish_date else None,
        "image": article.top_image,
        "text": article.text,
    }


def read(page, take, paragraphs):
    wanted = expected(page)
    got = take(page, wanted["language"])
    if got is None or not got["text"]:
        return wanted, ["the body is lost"]
    problems = []
    if plain(got["title"]) != wanted["title"]:
        problems.append(f"the title is {got['title']!r}")
    authors = [name for name in re.split(r"\s*;\s*", got["author"] or "") if name]
    # Ignore punctuation: trafilatura writes "U S" for "U.S.". One matching name is enough:
    # newspaper also lists the host and the author's slug.
    words = lambda text: re.sub(r"\W+", " ", text)  # noqa: E731
    if wanted["byline"] and not any(words(name) in words(wanted["byline"]) for name in authors):
        problems.append(f"the author is {got['author']!r}, not {wanted['byline']!r}")
    if got["day"] != wanted["day"]:
        problems.append(f"the date is {got['day']}, not {wanted['day']}")
    if wanted["lead"] and urlsplit(got["image"] or "").path != urlsplit(wanted["lead"]).path:
        problems.append(f"the picture is {got['image']!r}, not {wanted['lead']!r}")
    # For newspaper, only check that the body is not lost: it drops datelines and tables.
    text, at = letters(got["text"]), 0
    lost = []
    for block in wanted["blocks"]:
        found = text.find(letters(block), at)
        if found < 0:
            lost.append(block)
        else:
            at = found + len(letters(block))
    if len(lost) == len(wanted["blocks"]):
        problems.append("the body is lost")
    elif paragraphs:
        problems += [f"a paragraph is lost or out of order: {block[:80]}" for block in lost]
    lines = {plain(line.lstrip("-* ")) for line in got["text"].splitlines()}
    problems += [f"is not part of the story: {text}" for text in wanted["around"] if text in lines]
    return wanted, problems


def main():
    logging.disable(logging.CRITICAL)
    take = {"trafilatura": by_trafilatura, "newspaper": by_newspaper}[sys.argv[1]]
    problems, stories, blocks, bodies = [], 0, 0, 0
    for page in json.load(sys.stdin)["pages"]:
        # newspaper cuts Arabic into words with a package of its own, which is not among its dependencies.
        if take is by_newspaper and expected(page)["language"] == "ar":
            continue
        wanted, said = read(page, take, sys.argv[1] != "newspaper")
        problems += [{"page": page["page"], "what": what} for what in said]
        if not page["page"].startswith("planted"):
            stories += 1
            blocks += len(wanted["blocks"])
            bodies += "the body is lost" in said
    figures = f"{stories} stories with {blocks} paragraphs; {bodies} bodies lost"
    json.dump({"problems": problems, "figures": figures}, sys.stdout)


main()
