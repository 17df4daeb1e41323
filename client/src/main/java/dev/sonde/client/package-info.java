/// The client library: [MetricsSink] takes samples and never forgets them; [GenericMetricsSender]
/// and [AsyncMetricsCollector] bring document 002's metrics there.
package dev.sonde.client;
