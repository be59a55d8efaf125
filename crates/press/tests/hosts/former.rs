//! Checks that servers lead from the former addresses of stories to the stories.

use crate::server::Server;
use frontpage_base::former_address::FormerAddress;
use frontpage_hosting::redirects::{ListRedirect, cloudfront_function, cloudfront_store};
use frontpage_hosting::{HostingOptions, Redirect};

/// Former addresses below the base path, and where they lead.
const FORMER: [(&str, &str); 6] = [
    ("/2019/03/falls/", "/2019/03/11/falls"),
    ("/2019/03/lakes", "/2019/03/12/lakes"),
    (
        "/%d0%bc%d0%b8%d1%80-%e0%a4%b8%e0%a5%8d/",
        "/2019/03/13/peace",
    ),
    ("/story.php?id=5", "/2019/03/14/rain"),
    ("/?p=12", "/2019/03/11/falls"),
    ("/a.b+c(d);e=f@g!~/", "/2019/03/15/signs"),
];

pub fn redirects(base: &str) -> Vec<Redirect> {
    let redirect = |(from, to): (&str, &str)| Redirect {
        from: FormerAddress::parse(&format!("https://old.example{base}{from}")).unwrap(),
        to: format!("{base}{to}"),
    };
    let mut redirects: Vec<Redirect> = FORMER.into_iter().map(redirect).collect();
    // An archive, with long addresses.
    for number in 0..3000 {
        let from = format!("/2018/{number}/{}/", "a-long-name-".repeat(20));
        redirects.push(redirect((&from, "/2019/03/16/one")));
    }
    redirects
}

/// The lists of WordPress that the site has.
pub fn lists(base: &str) -> Vec<ListRedirect> {
    let list = |(from, to): (&str, &str)| ListRedirect {
        from: format!("{base}{from}"),
        to: format!("{base}{to}"),
    };
    [
        ("/feed", "/feed.xml"),
        ("/category/world", "/world"),
        ("/page/#", "/"),
        ("/tag/:x/page/#", "/tag/:x"),
        ("/tag/:x/feed", "/tag/:x/feed.xml"),
        ("/category/:y/:x", "/tag/:x"),
        ("/category/:x", "/tag/:x"),
    ]
    .map(list)
    .into()
}

/// Addresses of lists, and where they lead.
const LISTS: [(&str, &str); 7] = [
    ("/feed/", "/feed.xml"),
    ("/category/world/", "/world"),
    ("/page/12/", "/"),
    ("/tag/mideast/page/3/", "/tag/mideast"),
    ("/tag/mideast/feed/", "/tag/mideast/feed.xml"),
    ("/category/weather/", "/tag/weather"),
    ("/category/outdoors/weather/", "/tag/weather"),
];

pub fn with_redirects(hosting: HostingOptions<'_>) -> HostingOptions<'_> {
    HostingOptions {
        redirects: redirects(hosting.base).len(),
        ..hosting
    }
}

/// Checks every former address in the spellings that links have, and that pages stay where they are.
pub fn check(server: &Server<'_>) {
    let base = server.hosting.base;
    let long = format!("/2018/1200/{}/", "a-long-name-".repeat(20));
    let long = (long.as_str(), "/2019/03/16/one");
    for (from, to) in FORMER.into_iter().chain(LISTS).chain([long]) {
        let mut spellings = vec![from.to_owned()];
        if !from.contains('?') {
            let bare = from.trim_end_matches('/');
            spellings.extend([
                bare.to_owned(),
                format!("{bare}/"),
                format!("{from}?utm_source=x"),
            ]);
        }
        for spelling in spellings {
            let answer = server.get(&format!("{base}{spelling}"), "");
            let location = answer.location().map(|to| to.split('?').next().unwrap());
            let to = format!("{base}{to}");
            assert_eq!(
                (answer.status, location),
                (301, Some(&*to)),
                "{spelling}: {}",
                server.log()
            );
            assert!(answer.header("content-security-policy").is_some());
        }
    }
    for (path, status) in [
        ("/", 200),
        ("/?p=13", 200),
        ("/world", 200),
        ("/world?p=12", 200),
        ("/story.php", 404),
        ("/2019/03/fall", 404),
        ("/2019/03/falls/more", 404),
    ] {
        let answer = server.get(&format!("{base}{path}"), "");
        assert_eq!(answer.status, status, "{path}");
    }
}

#[test]
#[ignore = "needs node"]
fn the_function_for_cloudfront_finds_addresses_in_its_store() {
    let stories = redirects("");
    let store = cloudfront_store(&stories).json;
    let function = cloudfront_function(&lists(""), "");
    let stub = format!(
        "const store = new Map({store}.data.map((entry) => [entry.key, entry.value]));\n\
         const cf = {{ kvs: () => ({{ get: async (key) => {{\n\
         if (!store.has(key)) throw new Error('none'); return store.get(key); }} }}) }};"
    );
    let function = function.replace("import cf from 'cloudfront';", &stub);
    let asked = FORMER
        .into_iter()
        .chain(LISTS)
        .chain([("/", ""), ("/world", "")]);
    let asked: Vec<String> = asked
        .map(|(from, to)| format!("[{from:?}, {to:?}]"))
        .collect();
    let script = format!(
        "{function}\nfor (const [from, to] of [{}]) {{\n\
         const [uri, query] = from.split('?');\n\
         const querystring = {{}};\n\
         for (const part of (query || '').split('&').filter(Boolean)) {{\n\
         const [name, value] = part.split('='); querystring[name] = {{ value }}; }}\n\
         const answer = await handler({{ request: {{ uri, querystring, headers: {{}} }} }});\n\
         const found = answer.statusCode === 301 ? answer.headers.location.value : '';\n\
         if (found !== to) throw new Error(`${{from}} leads to ${{found}} and not ${{to}}`);\n}}",
        asked.join(", ")
    );
    let mut command = crate::server::program("NODE", "node");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("function.mjs");
    std::fs::write(&file, script).unwrap();
    let output = command.arg(file).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}
