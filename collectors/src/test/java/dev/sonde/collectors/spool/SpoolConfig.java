package dev.sonde.collectors.spool;

import java.nio.file.Path;

/// What is counted.
///
/// @param folder where files wait for somebody
public record SpoolConfig(Path folder) {}
