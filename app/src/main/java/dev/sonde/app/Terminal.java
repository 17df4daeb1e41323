package dev.sonde.app;

import dev.sonde.app.query.Screen;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the output goes to.
final class Terminal {
  private static final File TTY = new File("/dev/tty");

  private Terminal() {}

  /// Do people look on?
  static boolean isOne() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  static Screen screen(Shell shell, QueryOptions options) throws InterruptedException {
    boolean terminal = isOne();
    boolean said = shell.environment().containsKey("COLUMNS");
    Screen screen = Screen.of(shell.environment(), terminal, terminal && !said ? width() : 0);
    screen = options.has("no-color") ? screen.plain() : screen;
    return options.has("ascii") ? screen.ascii() : screen;
  }

  /// As `stty` says; 0 when it does not.
  private static int width() throws InterruptedException {
    if (!TTY.exists()) {
      return 0;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TTY)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return 0;
      }
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return columns(said.strip());
    } catch (IOException _) {
      return 0;
    }
  }

  /// Of `24 80`.
  static int columns(String size) {
    int blank = size.indexOf(' ');
    String digits = blank < 0 ? "" : size.substring(blank + 1);
    boolean number =
        !digits.isEmpty()
            && digits.length() < 6
            && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    return number ? Integer.parseInt(digits) : 0;
  }
}
