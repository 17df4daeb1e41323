package dev.sonde.receivers.agents;

import dev.sonde.api.Appended;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.PushAccount;
import java.util.Optional;

/// Somebody brought something, and it is settled what became of it.
///
/// @param labels what came with the caller, under the key's own
/// @param origin whose samples they are
/// @param brought the batch, when it is another Sonde's
/// @param answer of the journal, or of who refused it before
/// @param account what became of the samples
public record Visit(
    Caller caller,
    Labels labels,
    Told told,
    Origin origin,
    Optional<Brought> brought,
    Appended answer,
    PushAccount account) {}
