package dev.sonde.collectors.exec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Ends a program with all that it started.
///
/// # Implementation notes
///
/// A daemon leaves the tree: its parent is gone, and nobody is its descendant. So each run has a
/// mark of its own in its environment, which children take over, and on Linux `/proc` tells who has
/// it.
final class ProcessTree {
  /// The variable that holds the mark of a run.
  static final String MARK = "SONDE_EXEC_RUN";

  private static final int MOST_ENVIRONMENT = 256 << 10;
  private static final int ROUNDS = 3;

  private final Path proc;

  ProcessTree(Path proc) {
    this.proc = proc;
  }

  static ProcessTree ofThisMachine() {
    return new ProcessTree(Path.of("/proc"));
  }

  /// Asks all of a run to end.
  void terminate(ProcessHandle root, String mark) {
    members(root, mark).forEach(ProcessHandle::destroy);
  }

  /// Ends all of a run, those too that are started meanwhile.
  void kill(ProcessHandle root, String mark) {
    boolean more = true;
    for (int round = 0; more && round < ROUNDS; round++) {
      Set<ProcessHandle> members = members(root, mark);
      members.forEach(ProcessHandle::destroyForcibly);
      more = members.stream().anyMatch(ProcessHandle::isAlive);
    }
  }

  private Set<ProcessHandle> members(ProcessHandle root, String mark) {
    var members = new LinkedHashSet<ProcessHandle>();
    members.add(root);
    root.descendants().forEach(members::add);
    marked(MARK + "=" + mark, members::add);
    return members;
  }

  private void marked(String mark, Consumer<ProcessHandle> found) {
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path each : all) {
        number(each)
            .filter(pid -> pid != self && has(each, mark))
            .flatMap(ProcessHandle::of)
            .ifPresent(found);
      }
    } catch (IOException _) {
      // No /proc here: descendants are all that can be found.
    }
  }

  private static Optional<Long> number(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return name.matches("[0-9]{1,10}") ? Optional.of(Long.valueOf(name)) : Optional.empty();
  }

  private static boolean has(Path process, String mark) {
    try (InputStream in = Files.newInputStream(process.resolve("environ"))) {
      var text = new String(in.readNBytes(MOST_ENVIRONMENT), StandardCharsets.ISO_8859_1);
      return text.startsWith(mark + '\0') || text.contains('\0' + mark + '\0');
    } catch (IOException _) {
      return false; // another user's, or gone
    }
  }
}
