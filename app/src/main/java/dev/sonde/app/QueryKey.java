package dev.sonde.app;

import dev.sonde.http.Url;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The key that a file holds, shown to the Sonde that is asked.
final class QueryKey {
  private static final int LONGEST = 4096;

  private QueryKey() {}

  static Optional<String> of(QueryOptions options, Shell shell) throws UsageException {
    Optional<String> file = options.said("key-file");
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(read(file.get(), shell.directory().resolve(file.get())));
  }

  /// Would everybody on the way read it?
  static boolean isOpen(Url url) {
    return !url.secure() && !url.address().isLoopback();
  }

  private static String read(String name, Path file) throws UsageException {
    try {
      if (Files.size(file) > LONGEST) {
        throw new UsageException("--key-file " + name + " is too long to hold a key");
      }
      String key = Files.readString(file).strip();
      if (key.isEmpty() || key.chars().anyMatch(each -> each <= ' ' || each > '~')) {
        throw new UsageException("--key-file " + name + " holds no key, which is one word");
      }
      return key;
    } catch (IOException unreadable) {
      throw new UsageException("--key-file " + name + " can't be read: " + reason(unreadable));
    }
  }

  private static String reason(IOException why) {
    return why.getClass().getSimpleName().replace("Exception", "");
  }
}
