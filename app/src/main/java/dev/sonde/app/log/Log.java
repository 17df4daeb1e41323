package dev.sonde.app.log;

import dev.sonde.api.Time;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Where lines go. Safe for all threads.
final class Log {
  private final Time time;
  private final PrintStream out;
  private final Folding folding;
  private volatile LogConfig config = LogConfig.DEFAULT;

  Log(Time time, PrintStream out) {
    this.time = time;
    this.out = out;
    this.folding = new Folding(time);
  }

  void configure(LogConfig to) {
    config = to;
  }

  boolean shows(String logger, Level level) {
    return config.levelOf(logger).shows(level);
  }

  void write(String logger, Level level, String message, @Nullable Throwable thrown) {
    var line = new Line(time.wallMillis(), level, logger, message, thrown);
    synchronized (this) {
      for (Line each : folding.pass(line)) {
        String text = config.format() == LogConfig.Form.JSON ? each.json() : each.text();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
      }
      out.flush();
    }
  }
}
