package dev.sonde.engine;

import dev.sonde.api.TextHash;

/// Two hashes that stand for a series together.
///
/// @param first by a secret seed
/// @param second by another
record SeriesHash(TextHash first, TextHash second) {}
