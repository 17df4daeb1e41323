package dev.sonde.app;

import java.util.Optional;

/// The words of `sonde journal`.
///
/// @param verb empty when none was there
/// @param dir `--dir DIR`
/// @param from `--from WHEN`
/// @param until `--until WHEN`
/// @param to `--to DESTINATION`
/// @param json was `--json` there?
record JournalOptions(
    Optional<JournalVerb> verb,
    Optional<String> dir,
    Optional<String> from,
    Optional<String> until,
    Optional<String> to,
    boolean json) {}
