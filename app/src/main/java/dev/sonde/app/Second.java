package dev.sonde.app;

import dev.sonde.journal.FolderTakenException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a second Sonde on the same folder is told: whose it is, and how to have one of its own.
final class Second {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._,:@%+=-]+");

  private Second() {}

  /// @param journal the folder that is taken
  /// @param dirIsSet is it there because `journal.dir` says so?
  static String advice(
      FolderTakenException taken, Path journal, boolean dirIsSet, Optional<String> config) {
    String variable = dirIsSet ? "SONDE_JOURNAL_DIR" : "SONDE_DATA_DIR";
    Path before = dirIsSet ? journal : parent(journal);
    String line =
        variable
            + "="
            + quoted(before.resolve("second").toString())
            + " sonde run"
            + config.map(file -> " --config " + quoted(file)).orElse("");
    return taken.getMessage() + "; give this Sonde a folder of its own: " + line;
  }

  private static Path parent(Path folder) {
    Path above = folder.toAbsolutePath().getParent();
    return above == null ? folder : above;
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
