"""Reads sitemaps and robots.txt as search engines do, and compares them with the pages."""

import json
import os
import re
import sys
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
from protego import Protego
from usp.objects.sitemap import InvalidSitemap
from usp.tree import sitemap_from_str

# Crawlers of search engines, feed readers and assistants, which must have access.
CRAWLERS = ["Googlebot", "Googlebot-News", "Bingbot", "DuckDuckBot", "Applebot", "Feedfetcher"]


def schema():
    """The schema of sitemaps.org.

    It requires a schema for the elements of other namespaces, such as pictures and news, but no
    package has these. The lax mode checks such elements only if there is a schema for them.
    """
    file = f"{os.environ['READERS_NPM']}/node_modules/sitemap/schema/sitemap.xsd"
    tree = lxml.etree.parse(file)
    for other in tree.iter("{http://www.w3.org/2001/XMLSchema}any"):
        other.set("processContents", "lax")
    return lxml.etree.XMLSchema(tree)


# Sitemap indexes have another schema, which the package does not contain.
INDEX = lxml.etree.XMLSchema(
    lxml.etree.fromstring(
        """<schema xmlns="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
             xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"
             targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9">
             <simpleType name="time"><union memberTypes="date dateTime"/></simpleType>
             <element name="sitemapindex"><complexType><sequence>
               <element name="sitemap" maxOccurs="unbounded"><complexType><all>
                 <element name="loc" type="anyURI"/>
                 <element name="lastmod" type="s:time" minOccurs="0"/>
               </all></complexType></element>
             </sequence></complexType></element>
           </schema>"""
    )
)


def sitemaps(given):
    problems, files, urls = [], 0, set()
    sitemap = schema()
    texts = {page["url"]: page["text"] for page in given["sitemaps"]}
    for page in given["sitemaps"]:
        name, real = page["page"], not page["page"].startswith("planted")
        files += real
        problem = lambda what: problems.append({"page": name, "what": what})
        root = lxml.etree.fromstring(page["text"].encode())
        valid = INDEX if lxml.etree.QName(root).localname == "sitemapindex" else sitemap
        if not valid.validate(root):
            problem(f"is not valid: {valid.error_log.last_error.message}")
        parsed = sitemap_from_str(page["text"])
        if isinstance(parsed, InvalidSitemap):
            problem(f"cannot be read: {parsed.reason}")
            continue
        if lxml.etree.QName(root).localname == "sitemapindex":
            for sub in parsed.sub_sitemaps:
                if sub.url not in texts:
                    problem(f"lists {sub.url}, which is not a sitemap")
            continue
        pages = list(parsed.all_pages())
        if len(pages) != len(root):
            problem(f"has {len(root)} addresses, but the parser reads {len(pages)}")
        # A valid news sitemap cannot be empty: without news of the last two days, it lists the front
        # page.
        is_news = page["url"].endswith("-news.xml")
        front = [listed.url for listed in pages if listed.url.count("/") == 3 and listed.url[-1] == "/"]
        if is_news and len(pages) == 1 and front:
            urls.update(front if real else [])
            continue
        for listed in pages:
            if not listed.last_modified:
                problem(f"{listed.url} has no date")
            if real:
                urls.add(listed.url)
            if is_news and not listed.news_story:
                problem(f"{listed.url} has no news data")
    return problems, files, urls


def is_edition(url):
    """Editions, calendars and months of sections repeat what other pages show, so no sitemap lists them."""
    path = urlsplit(url).path
    return path == "/edition" or path.startswith("/edition/") or re.fullmatch(r"/[a-z0-9-]+/\d{4}/\d{2}", path)


def pages(given, listed):
    """Every indexable page but editions must be in a sitemap, and the links must lead to every page in one."""
    problems, links, wanted = [], {}, set()
    for page in given["pages"]:
        root = lxml.html.fromstring(page["text"])
        canonical = root.xpath("//link[@rel='canonical']/@href")
        robots = " ".join(root.xpath("//meta[@name='robots']/@content"))
        if canonical and "noindex" not in robots and not is_edition(canonical[0]):
            wanted.add(canonical[0])
        for name in canonical or [page["url"]]:
            links[name] = {urljoin(page["url"], href).split("#")[0] for href in root.xpath("//a/@href")}
    problems += [(url, "is in no sitemap") for url in sorted(wanted - listed)]
    problems += [(url, "is in a sitemap, but not an indexable page") for url in sorted(listed - wanted)]
    front, reached = f"{given['site']}/", set()
    waiting = [front]
    while waiting:
        url = waiting.pop()
        if url in reached:
            continue
        reached.add(url)
        waiting += links.get(url, ())
    problems += [(url, "cannot be reached by links from the front page") for url in sorted(listed - reached)]
    return [{"page": urlsplit(url).path, "what": what} for url, what in problems]


def robots(given, listed):
    problems = []
    names = {page["url"] for page in given["sitemaps"]}
    for page in given["robots"]:
        problem = lambda what: problems.append({"page": page["page"], "what": what})
        rules = Protego.parse(page["text"])
        named = list(rules.sitemaps)
        if not named:
            problem("lists no sitemap")
        for url in named:
            if url not in names:
                problem(f"lists {url}, which is not a sitemap")
        for crawler in CRAWLERS:
            shut = [url for url in sorted(listed) if not rules.can_fetch(url, crawler)]
            if shut:
                problem(f"blocks {crawler} from {len(shut)} pages, such as {shut[0]}")
    return problems


def main():
    given = json.load(sys.stdin)
    problems, files, listed = sitemaps(given)
    problems += pages(given, listed)
    problems += robots(given, listed)
    figures = f"{files} sitemaps with {len(listed)} addresses, {len(given['pages'])} pages"
    json.dump({"problems": problems, "figures": figures}, sys.stdout)


main()
