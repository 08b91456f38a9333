//! Prices of a paper market: a random walk that every caller sees alike. Nothing here talks to an exchange.

use std::time::{SystemTime, UNIX_EPOCH};

const PRICES: u64 = 20;
const SECONDS_A_PRICE: u64 = 10;

/// The latest prices of a market, oldest first.
pub fn prices(symbol: &str) -> Vec<f64> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()) / SECONDS_A_PRICE;
    prices_at(symbol, now)
}

fn prices_at(symbol: &str, tick: u64) -> Vec<f64> {
    let seed = symbol.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut price = 100.0 + (seed % 900) as f64;
    (0..PRICES)
        .map(|step| {
            price *= 1.0 + 0.002 * noise(seed ^ (tick + step));
            (price * 100.0).round() / 100.0
        })
        .collect()
}

/// -1 to 1, from the mixing function of SplitMix64.
fn noise(value: u64) -> f64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    (mixed >> 11) as f64 / (1u64 << 52) as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_moment_has_the_same_prices() {
        assert_eq!(prices_at("BTCUSDT", 7), prices_at("BTCUSDT", 7));
        assert_ne!(prices_at("BTCUSDT", 7), prices_at("ETHUSDT", 7));
        assert!(prices_at("BTCUSDT", 7).iter().all(|price| *price > 0.0));
    }
}
