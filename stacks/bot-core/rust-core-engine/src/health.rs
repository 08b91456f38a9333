//! How the engine and what it depends on are.

use crate::client;
use crate::config::Config;
use crate::json;

pub struct Health {
    pub ai_service: bool,
    pub database: bool,
}

impl Health {
    /// Looks at the others now.
    pub fn look(config: &Config) -> Health {
        Health {
            ai_service: client::get(&config.ai_service, "/health", config.timeout)
                .map_or(false, |answer| answer.status == 200),
            database: client::connect(&config.database, config.timeout).is_ok(),
        }
    }

    /// 'degraded' is still healthy for the container: starting the engine again would not bring the others back.
    pub fn to_json(&self, config: &Config) -> String {
        let word = |up: bool| if up { "ok" } else { "unreachable" };
        format!(
            "{{\"status\":{},\"service\":\"rust-core-engine\",\"python_ai_service\":{},\"database\":{},\
             \"exchange\":{{\"testnet\":{},\"trading\":{},\"keys\":{}}}}}",
            json::string(if self.ai_service && self.database { "ok" } else { "degraded" }),
            json::string(word(self.ai_service)),
            json::string(word(self.database)),
            config.testnet,
            config.trading,
            json::string(if config.exchange_keys { "set" } else { "missing" }),
        )
    }
}
