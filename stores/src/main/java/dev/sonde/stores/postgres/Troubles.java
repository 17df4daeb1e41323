package dev.sonde.stores.postgres;

import dev.sonde.api.Outcome;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// What went wrong at the server, in words that say what to do.
final class Troubles {
  /// A person has to mend them: who we are, what we may, where we are.
  private static final Set<String> HELD = Set.of("28000", "28P01", "3D000", "3F000", "42501");

  /// The batch may be at fault.
  private static final Set<String> OF_DATA = Set.of("22", "23", "54");

  private Troubles() {}

  /// An outcome for a failure that stored nothing and is not of the moment.
  static Optional<Outcome> outcome(SQLException trouble) {
    String state = state(trouble);
    if (HELD.contains(state)) {
      return Optional.of(new Outcome.Held(words(trouble)));
    }
    return isOfData(trouble)
        ? Optional.of(new Outcome.Retry(Optional.empty(), words(trouble)))
        : Optional.empty();
  }

  /// Is it about the values, so that others may do?
  static boolean isOfData(SQLException trouble) {
    String state = state(trouble);
    return state.length() == 5 && OF_DATA.contains(state.substring(0, 2));
  }

  static IOException failure(SQLException trouble) {
    return new IOException(words(trouble), trouble);
  }

  static String words(SQLException trouble) {
    String said = String.valueOf(trouble.getMessage()).replaceAll("\\s+", " ").strip();
    return switch (state(trouble)) {
      case "28000", "28P01" -> said + "; check user, password and pg_hba.conf";
      case "3D000" -> said + "; create it, or name another in `database`";
      case "42501" -> said + "; grant it, as the documentation of the store says";
      case "57014" -> said + "; ask for less, or allow more in `statement_timeout`";
      default -> said;
    };
  }

  private static String state(SQLException trouble) {
    String state = trouble.getSQLState();
    return state == null ? "" : state;
  }
}
