package dev.sonde.collectors.exec;

import dev.sonde.api.Blocking;
import dev.sonde.api.Surroundings;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Starts the program of a command: its arguments as they are, an empty standard input, and no
/// variable of Sonde's that it has no use for.
final class Starting {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Set<String> HANDED_ON =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "SYSTEMROOT", "TEMP");
  private static final Pattern ERROR = Pattern.compile("error[=:] ?([0-9]+)");

  private final CommandConfig config;
  private final Surroundings surroundings;

  Starting(CommandConfig config, Surroundings surroundings) {
    this.config = config;
    this.surroundings = surroundings;
  }

  /// @param mark of this run
  /// @throws IOException with the reason and what to do
  Process start(String mark) throws IOException, InterruptedException {
    var launch = new Launch(builder(mark));
    Blocking blocking = surroundings.blocking();
    try {
      return blocking.call("exec-" + config.name(), LONGEST, launch);
    } catch (TimeoutException late) {
      launch.giveUp();
      throw new IOException(
          program() + " could not be started: " + late.getMessage() + "; is its disk there?", late);
    } catch (IOException refused) {
      throw new IOException(words(refused), refused);
    } catch (InterruptedException interrupted) {
      launch.giveUp();
      throw interrupted;
    } catch (Exception unforeseen) {
      throw new IOException(program() + " could not be started: " + unforeseen, unforeseen);
    }
  }

  private ProcessBuilder builder(String mark) {
    var builder = new ProcessBuilder(config.words());
    builder.redirectInput(Redirect.from(new File("/dev/null")));
    config.folder().map(File::new).ifPresent(builder::directory);
    Map<String, String> variables = builder.environment();
    variables.clear();
    surroundings
        .environment()
        .forEach((name, value) -> {
          if (HANDED_ON.contains(name) || name.startsWith("LC_")) {
            variables.put(name, value);
          }
        });
    config.environment().forEach((name, value) -> variables.put(name, value.reveal()));
    variables.put(ProcessTree.MARK, mark);
    return builder;
  }

  private String words(IOException refused) {
    String folder = config.folder().orElse("");
    if (!folder.isEmpty() && !isFolder(folder)) {
      return "folder " + folder + " is not there; make it, or mend the key folder";
    }
    Matcher error = ERROR.matcher(String.valueOf(refused.getMessage()));
    return switch (error.find() ? error.group(1) : "") {
      case "2" -> program() + " is not there; install it, or write its whole path";
      case "13" -> program() + " may not be run by this user; try: chmod +x " + program();
      case "8" ->
          program()
              + " is no program that runs here; a script begins with a line such as #!/bin/sh";
      default -> program() + " could not be started: " + refused.getMessage();
    };
  }

  private static boolean isFolder(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private String program() {
    return config.words().getFirst();
  }
}
