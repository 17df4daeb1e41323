/// Scrapes what applications show of themselves.
package dev.sonde.collectors.scrape;
