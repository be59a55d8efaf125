//! A key-value store for CloudFront, and the function that looks addresses up in it.

use super::lists::list_patterns_of_cloudfront;
use super::{ListRedirect, Redirect};

/// The size of a file that CloudFront imports.
const SIZE: usize = 5_000_000;

/// A key-value store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudFrontStore {
    /// The file to import.
    pub json: String,
    /// The number of redirects for which there was no room: the last ones.
    pub omitted: usize,
}

/// Returns the store with as many redirects as CloudFront accepts. See
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions-create-s3-kvp.html>.
pub fn cloudfront_store(redirects: &[Redirect]) -> CloudFrontStore {
    let mut json = String::from("{\"data\":[");
    let mut kept = 0;
    for redirect in redirects {
        let path = redirect.from.encoded_path();
        let path = path.strip_suffix('/').unwrap_or(&path);
        let mark = if redirect.from.query().is_empty() {
            ""
        } else {
            "?"
        };
        let comma = if kept == 0 { "\n" } else { ",\n" };
        // Neither the address nor the target contains a quotation mark or a backslash.
        let entry = format!(
            "{comma}{{\"key\":\"{path}{mark}{}\",\"value\":\"{}\"}}",
            redirect.from.query(),
            redirect.to
        );
        if json.len() + entry.len() > SIZE - 10 {
            break;
        }
        json.push_str(&entry);
        kept += 1;
    }
    json.push_str("\n]}\n");
    CloudFrontStore {
        json,
        omitted: redirects.len() - kept,
    }
}

/// Returns the function for *viewer request*, which is to be associated with the store.
pub fn cloudfront_function(lists: &[ListRedirect], base: &str) -> String {
    let patterns = list_patterns_of_cloudfront(lists);
    FUNCTION.replace("BASE", base).replace("LISTS", &patterns)
}

/// A query reaches the function as an object of names and values. An address with a query is looked up
/// with the whole query, and then without.
const FUNCTION: &str = r"// Written by press: change it there.
import cf from 'cloudfront';

const base = 'BASE';
const redirects = cf.kvs();
// The lists and feeds of WordPress.
const lists = LISTS;

function spelled(uri) {
  try {
    return encodeURI(decodeURI(uri)).replace(/\/$/, '');
  } catch (error) {
    return uri.replace(/\/$/, '');
  }
}

async function target(key) {
  try {
    return await redirects.get(key);
  } catch (error) {
    return null;
  }
}

function moved(to) {
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: { location: { value: to } },
  };
}

async function handler(event) {
  const request = event.request;
  const path = spelled(request.uri);
  const names = Object.keys(request.querystring);
  let to = null;
  if (names.length > 0) {
    const query = names.map((name) => name + '=' + request.querystring[name].value).join('&');
    to = await target(path + '?' + query);
  }
  // The front page is no former address.
  if (!to && path && path !== base) to = await target(path);
  if (!to) {
    const list = lists.find((list) => list[0].test(path));
    if (list) to = path.replace(list[0], list[1]);
  }
  if (to) return moved(to);
  if (base && request.uri === base) return moved(base + '/');
  if (request.uri === base + '/') request.uri += 'index.html';
  return request;
}
";
