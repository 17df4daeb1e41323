package dev.sonde.receivers.agents;

import dev.sonde.api.BatchId;
import dev.sonde.wire.relay.Aside;

/// A batch of another Sonde.
///
/// @param aside what its sender said beside it
/// @param sum the checksum at its end
/// @param held how far the samples of its epoch had come before it
public record Brought(BatchId id, Aside aside, int sum, long held) {}
