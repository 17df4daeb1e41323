package dev.sonde.collectors.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many files may stay open between runs: half of what this process may open. For one thread.
public final class Descriptors {
  private static final int UNKNOWN = 1024;
  private static final int MOST = 65_536;
  private static final String LINE = "Max open files";

  private int free;

  /// @param free how many there are
  public Descriptors(int free) {
    this.free = free;
  }

  /// What the system allows this process.
  ///
  /// @param limits `/proc/self/limits`
  public static Descriptors of(Path limits) {
    return new Descriptors(Math.min(MOST, allowed(limits)) / 2);
  }

  /// May one more stay open? It counts from now on.
  public boolean take() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  /// One stays open no longer.
  public void giveBack() {
    free++;
  }

  private static int allowed(Path limits) {
    try {
      for (String line : Files.readAllLines(limits)) {
        if (line.startsWith(LINE)) {
          String soft = line.substring(LINE.length()).strip().split("\\s+", 2)[0];
          return soft.matches("\\d{1,9}") ? Integer.parseInt(soft) : MOST;
        }
      }
    } catch (IOException _) {
      return UNKNOWN;
    }
    return UNKNOWN;
  }
}
