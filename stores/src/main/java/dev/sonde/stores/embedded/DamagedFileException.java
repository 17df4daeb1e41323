package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;

/// The file itself is no longer a database, or not a whole one.
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String what, SQLException cause) {
    super(what, cause);
  }
}
