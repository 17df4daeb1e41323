package dev.sonde.app.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may change a file: what runs as Sonde must not be writable for others.
///
/// # Implementation notes
///
/// Looks at the file itself, behind links, at its owner, and at every folder above it, as who may
/// write to one of those may put another in its place. A folder such as `/tmp`, in which nobody can
/// rename what is not his, is no danger. Where files have no such rights (Windows) all is well.
final class Rights {
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;
  private static final Path SELF = Path.of("/proc/self");

  private Rights() {}

  /// What is wrong, and what to do; empty when nothing is.
  static Optional<String> objection(Path named) {
    try {
      Path path = named.toRealPath();
      Integer mode = attribute(path, "unix:mode");
      if (mode == null) {
        return Optional.empty();
      }
      if ((mode & (GROUP_WRITES | OTHERS_WRITE)) != 0) {
        return Optional.of("others may write to " + path + "; try: chmod go-w " + path);
      }
      return foreign(path).or(() -> above(path));
    } catch (IOException unreadable) {
      return Optional.of(named + " can't be looked at: " + unreadable.getMessage());
    }
  }

  private static Optional<String> foreign(Path path) {
    Integer owner = attribute(path, "unix:uid");
    Integer self = attribute(SELF, "unix:uid");
    boolean fine = owner == null || self == null || owner == 0 || Objects.equals(owner, self);
    return fine
        ? Optional.empty()
        : Optional.of(
            path
                + " belongs to another user; root, or who runs Sonde, must own it: chown root "
                + path);
  }

  private static Optional<String> above(Path path) {
    for (Path at = path.getParent(); at != null; at = at.getParent()) {
      Integer mode = attribute(at, "unix:mode");
      if (mode != null && (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
        return Optional.of("everybody may write to " + at + "; try: chmod o-w " + at);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Integer attribute(Path of, String name) {
    try {
      return (Integer) Files.getAttribute(of, name);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return null; // files have no such thing here
    }
  }
}
