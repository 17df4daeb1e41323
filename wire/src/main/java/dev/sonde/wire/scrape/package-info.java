/// Reads the pages that applications show: Prometheus text, OpenMetrics, protobuf.
package dev.sonde.wire.scrape;
