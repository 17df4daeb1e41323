package dev.sonde.framework;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.MetricsCollector;

/// A collector, and how it should run: what a registry takes.
public record ConfiguredCollector(CollectorConfig config, MetricsCollector collector) {}
