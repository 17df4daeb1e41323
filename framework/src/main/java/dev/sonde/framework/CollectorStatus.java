package dev.sonde.framework;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How a registered collector is doing.
///
/// @param enabled does it run at all?
/// @param initialized has it got ready to measure?
/// @param healthy false after more than five runs in a row have failed, until one succeeds
/// @param lastError what its last run failed with, or the last attempt to initialize it; empty when
///   that succeeded
/// @param errorCount runs that failed, since it was registered
/// @param successCount runs that succeeded
/// @param lastRun when the last run began
/// @param absent what its last run could not measure, and why
/// @param use what it used itself
public record CollectorStatus(
    String name,
    boolean enabled,
    boolean initialized,
    boolean healthy,
    Optional<String> lastError,
    long errorCount,
    long successCount,
    Optional<Instant> lastRun,
    Map<String, String> absent,
    ResourceUse use) {}
