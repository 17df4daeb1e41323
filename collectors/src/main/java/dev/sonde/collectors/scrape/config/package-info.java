/// What scraping is to do: Sonde's own keys and Prometheus' `scrape_configs`, read by the same
/// code.
package dev.sonde.collectors.scrape.config;
