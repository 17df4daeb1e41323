/// `dns_sd_configs`: targets from the records of names, asked for by a small DNS client.
package dev.sonde.collectors.discovery.dns;
