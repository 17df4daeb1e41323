package dev.sonde.collectors.discovery.kubernetes;

/// Names one object.
record Reference(Resource resource, String key) {}
