package dev.sonde.collectors.gpu;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs `nvidia-smi`, reads so much of what it prints, and ends it when it takes too long.
final class SmiProgram {
  static final int MOST_BYTES = 256 << 10;
  private static final String ENDED = "nvidia-smi was ended: it took too long";
  private static final int LONGEST_WORD = 200;
  private static final int INVALID_ARGUMENT = 2;

  /// What it printed, and whether it knew all that it was asked.
  record Said(String printed, boolean understood) {}

  private final Path program;
  private @Nullable Process running;
  private boolean ended;

  SmiProgram(Path program) {
    this.program = program;
  }

  /// Runs it to its end. May hang until [#end].
  Said run(List<String> arguments) throws IOException {
    Process process = start(arguments);
    try {
      return follow(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(ENDED, e);
    } catch (IOException e) {
      throw wasEnded() ? new IOException(ENDED, e) : e; // its end closes what is being read
    } finally {
      kill(process);
      forget();
    }
  }

  private static Said follow(Process process) throws IOException, InterruptedException {
    try (InputStream in = process.getInputStream()) {
      String printed = new String(in.readNBytes(MOST_BYTES + 1), StandardCharsets.UTF_8);
      if (printed.length() > MOST_BYTES) {
        throw new IOException("nvidia-smi printed more than " + (MOST_BYTES >> 10) + " KiB");
      }
      int code = process.waitFor();
      if (code == INVALID_ARGUMENT || printed.contains("is not a valid field")) {
        return new Said(printed, false);
      }
      if (code != 0) {
        throw new IOException("nvidia-smi ended with " + code + ": " + firstWords(printed));
      }
      return new Said(printed, true);
    }
  }

  /// Ends the run that goes on, and those that it started. From any thread.
  synchronized void end() {
    if (running != null) {
      ended = true;
      kill(running);
    }
  }

  private synchronized boolean wasEnded() {
    return ended;
  }

  private static String firstWords(String printed) {
    String line = printed.lines().findFirst().orElse("and said nothing").strip();
    return line.substring(0, Math.min(line.length(), LONGEST_WORD));
  }

  private synchronized Process start(List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().put("LC_ALL", "C");
    ended = false;
    Process process = builder.start();
    running = process;
    return process;
  }

  private synchronized void forget() {
    running = null;
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
