package dev.sonde.api;

import java.util.Locale;

/// What a caller may do.
public enum Role {
  /// Send samples.
  INGEST,
  /// Ask for what is live and what is stored.
  READ,
  /// See and change how Sonde runs; whoever may do that may read, too.
  ADMIN;

  /// Does having this role allow what another one allows?
  public boolean includes(Role other) {
    return this == other || (this == ADMIN && other == READ);
  }

  /// As it is written: `ingest`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
