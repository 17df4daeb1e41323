package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A program in a process of its own that prints without end what it is sure of, and is killed with
/// -9 in the middle of it.
public final class KilledProgram {
  private static final int KILLED = 128 + 9;

  private KilledProgram() {}

  /// Starts it, and kills it once it has printed so many lines.
  ///
  /// @param main a class of the class path
  /// @param whole is that a line as it prints them? The last may have been cut off, when it was
  ///   killed while it wrote
  /// @return all whole lines
  public static List<String> lines(
      Class<?> main, int many, Predicate<String> whole, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(main, arguments);
    var lines = new ArrayList<String>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (lines.size() == many) {
          process.toHandle().destroyForcibly(); // which leaves its output to be read
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isEqualTo(KILLED);
    if (!whole.test(lines.getLast())) {
      lines.removeLast();
    }
    assertThat(lines).allMatch(whole);
    return lines;
  }

  private static Process start(Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
