package dev.sonde.app.config;

/// An application whose numbers metricsd collects.
///
/// @param name the label `endpoint`
/// @param url where its JSON is
public record MetricsdEndpoint(String name, String url) {}
