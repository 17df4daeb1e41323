package dev.sonde.stores.embedded;

import dev.sonde.api.Labels;

/// A series of the file that a query asks for.
record SeriesRow(long id, String name, Labels labels) {}
