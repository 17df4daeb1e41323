package dev.sonde.receivers.sonde;

import java.util.UUID;

/// Who knows how far another Sonde's samples have come.
@FunctionalInterface
public interface Holder {
  /// The running number after the last one of an epoch that is safe here; 0 for none.
  long holds(UUID instance, long epoch);
}
