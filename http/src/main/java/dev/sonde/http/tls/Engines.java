package dev.sonde.http.tls;

import java.security.GeneralSecurityException;
import java.util.List;

/// Makes engines of one state of a configuration's files, for one side of the wire.
sealed interface Engines permits ClientEngines, ServerEngines {
  /// Named by the configuration, and refused by Java.
  List<String> switchedOff();

  /// Makes those of new files.
  interface Maker<E extends Engines> {
    E of(Material material) throws GeneralSecurityException;
  }
}
