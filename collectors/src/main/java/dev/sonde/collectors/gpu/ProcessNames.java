package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Names of processes by the numbers they have on the host, from `/proc`.
///
/// In a container the same number is another process, and its name would be a lie. There the names
/// are known only when the host's `/proc` is mounted.
final class ProcessNames {
  /// What `/proc/self/ns/pid` is outside every container: the kernel's own constant.
  private static final String OUTERMOST = "pid:[4026531836]";

  private static final int LONGEST = 64;

  private final Path proc;
  private final boolean known;

  private ProcessNames(Path proc, boolean known) {
    this.proc = proc;
    this.known = known;
  }

  static ProcessNames of(Places places) {
    return new ProcessNames(places.proc(), places.foreign() || outermost(places.proc()));
  }

  /// The name, empty when it is not known.
  String of(int pid) {
    if (!known) {
      return "";
    }
    try (InputStream in = Files.newInputStream(proc.resolve(Integer.toString(pid), "comm"))) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  private static boolean outermost(Path proc) {
    try {
      return Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString().equals(OUTERMOST);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
