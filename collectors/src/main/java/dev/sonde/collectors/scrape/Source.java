package dev.sonde.collectors.scrape;

/// Where targets of a pool come from.
///
/// @param by the pool itself for those that are written down, else who found them
/// @param name of a file, a pod or what else the finder tells apart
record Source(Object by, String name) {}
