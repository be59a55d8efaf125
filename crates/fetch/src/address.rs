//! Which addresses are on the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Returns whether an address is reachable on the public internet, by the registries of special addresses
/// (RFC 6890 and its updates). In case of doubt, it counts as not reachable.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = matches!(
        (a, b, c),
        // "This network", private networks, loopback, and all above multicast.
        (0 | 10 | 127 | 224.., _, _)
            // Shared by the customers of a provider (RFC 6598).
            | (100, 64..=127, _)
            // Link-local, where clouds keep their credentials.
            | (169, 254, _)
            | (172, 16..=31, _)
            // Protocol assignments and documentation.
            | (192, 0, 0 | 2)
            // 6to4 relays (RFC 7526).
            | (192, 88, 99)
            | (192, 168, _)
            // Benchmarks (RFC 2544) and documentation.
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(address) = address.to_ipv4() {
        // ::ffff:10.0.0.1 and the deprecated ::10.0.0.1 are IPv4 addresses.
        return is_public_v4(address);
    }
    let [a, b, c, d, ..] = address.segments();
    match a {
        // A translator to IPv4 (RFC 6052): the address is in the last 32 bits.
        0x64 if b == 0xff9b && c == 0 && d == 0 => {
            let [.., a, b, c, d] = address.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Protocol assignments with Teredo (RFC 4380), whose addresses contain others.
        0x2001 => b >= 0x0200 && b != 0x0db8,
        // 6to4 (RFC 3056): the IPv4 address follows.
        0x2002 => {
            let [_, _, a, b, c, d, ..] = address.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Documentation (RFC 9637).
        0x3fff => b >= 0x1000,
        // All other public addresses are in this block (RFC 4291).
        0x2000..=0x3ffe => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_addresses_are_not_public() {
        let special = [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::10.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for address in special {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn all_others_are_public() {
        let public = [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "126.255.255.255",
            "128.0.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
            "2001:4860::8888",
            "2002:101:101::",
            "2606:4700::1111",
            "2a00:1450::1",
        ];
        for address in public {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
