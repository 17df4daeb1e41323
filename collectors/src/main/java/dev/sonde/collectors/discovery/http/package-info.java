/// `http_sd_configs`: targets from an HTTP server.
package dev.sonde.collectors.discovery.http;
