//! Settings: a file for what everybody may see, the environment for the rest.

use std::collections::HashMap;
use std::time::Duration;

pub struct Config {
    pub port: u16,
    pub symbols: Vec<String>,
    pub timeout: Duration,
    /// host:port of the database; the rest of its address holds the password and is not kept.
    pub database: String,
    /// host:port of the AI service.
    pub ai_service: String,
    pub inter_service_token: String,
    pub api_key: String,
    pub exchange_keys: bool,
    pub testnet: bool,
    pub trading: bool,
}

impl Config {
    pub fn load(mut arguments: impl Iterator<Item = String>) -> Result<Config, String> {
        let mut file = String::from("config.toml");
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--config" => file = arguments.next().ok_or("--config needs a file")?,
                other => return Err(format!("unknown option '{}'", other)),
            }
        }
        let text = std::fs::read_to_string(&file).map_err(|problem| format!("{}: {}", file, problem))?;
        let values = parse(&text).map_err(|problem| format!("{}:{}", file, problem))?;
        let number = |name: &str| -> Result<u64, String> {
            let value = values.get(name).ok_or_else(|| format!("{}: '{}' is missing", file, name))?;
            value.parse().map_err(|_| format!("{}: '{}' is no number: {}", file, name, value))
        };

        Ok(Config {
            port: u16::try_from(number("port")?).map_err(|_| format!("{}: 'port' is above 65535", file))?,
            timeout: Duration::from_millis(number("timeout_ms")?),
            symbols: values.get("symbols").map(|all| all.split(' ').map(String::from).collect()).unwrap_or_default(),
            database: endpoint(&required("DATABASE_URL")?, 5432).ok_or("DATABASE_URL names no host")?,
            ai_service: endpoint(&required("PYTHON_AI_SERVICE_URL")?, 80).ok_or("PYTHON_AI_SERVICE_URL names no host")?,
            inter_service_token: required("INTER_SERVICE_TOKEN")?,
            api_key: required("RUST_API_KEY")?,
            exchange_keys: required("BINANCE_API_KEY").is_ok() && required("BINANCE_SECRET_KEY").is_ok(),
            testnet: flag("BINANCE_TESTNET", true),
            trading: flag("TRADING_ENABLED", false),
        })
    }
}

fn required(name: &str) -> Result<String, String> {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => Ok(value),
        _ => Err(format!("{} is not set", name)),
    }
}

fn flag(name: &str, default: bool) -> bool {
    std::env::var(name).map_or(default, |value| value == "true")
}

/// The part of TOML that our file uses: `name = number`, `name = "text"`, comments.
fn parse(text: &str) -> Result<HashMap<String, String>, String> {
    let mut values = HashMap::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) =
            line.split_once('=').ok_or_else(|| format!("{}: expected 'name = value'", number + 1))?;
        values.insert(name.trim().to_string(), value.trim().trim_matches('"').to_string());
    }
    Ok(values)
}

/// host:port of `scheme://user:password@host:port/path`.
fn endpoint(url: &str, default_port: u16) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(|c| c == '/' || c == '?').next()?;
    let host = authority.rsplit('@').next()?;
    match host {
        "" => None,
        host if host.contains(':') => Some(host.to_string()),
        host => Some(format!("{}:{}", host, default_port)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_has_neither_user_nor_password() {
        assert_eq!(endpoint("postgres://bot:se@cret@postgres:5433/bot_core", 5432).unwrap(), "postgres:5433");
        assert_eq!(endpoint("postgres://bot:secret@postgres/bot_core", 5432).unwrap(), "postgres:5432");
        assert_eq!(endpoint("http://", 80), None);
    }

    #[test]
    fn a_line_without_a_value_is_named() {
        assert_eq!(parse("# settings\nport\n").unwrap_err(), "2: expected 'name = value'");
    }
}
