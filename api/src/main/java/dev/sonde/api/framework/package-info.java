/// What authors of collectors for a `CollectorRegistry` write: a [ContainerMetricsCollector] or a
/// [SystemMetricsCollector], and a factory for it. Who would rather write to a recorder, with slots
/// and no objects for each value, implements [dev.sonde.api.Collector] instead; a registry takes
/// both.
package dev.sonde.api.framework;
