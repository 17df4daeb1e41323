package dev.sonde.collectors.container.engine;

import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.http.LineReader;
import dev.sonde.http.StreamReader;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes events as they come, one on a line. For one answer.
public final class EventLines implements StreamReader {
  private static final int LONGEST = 1 << 20;
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(LONGEST).withValues(10_000).with(JsonRules.Broken.REPLACE);

  private final TreeReader trees = new TreeReader(RULES);
  private final LineReader lines = new LineReader(LONGEST, this::line);
  private final Consumer<Event> to;
  private Optional<JsonException> garbage = Optional.empty();

  /// @param to takes each
  public EventLines(Consumer<Event> to) {
    this.to = to;
  }

  @Override
  public boolean take(byte[] bytes, int from, int length) throws IOException {
    return lines.take(bytes, from, length);
  }

  /// @throws JsonException when a line was no JSON
  void rethrow() throws JsonException {
    if (garbage.isPresent()) {
      throw garbage.get();
    }
  }

  private boolean line(byte[] bytes, int from, int length) {
    if (length == 0) {
      return true;
    }
    try {
      Event.of(trees.read(bytes, from, length)).ifPresent(to);
      return true;
    } catch (JsonException e) {
      garbage = Optional.of(e);
      return false;
    }
  }
}
