package dev.sonde.collectors.scrape;

import dev.sonde.wire.json.JsonPageReader;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.scrape.PageLimits;
import dev.sonde.wire.scrape.PageReader;
import java.util.ArrayDeque;

/// Page readers and the room they work in: as many as read at once. Safe for all threads.
final class Readers {
  private static final int MOST = 4;

  private final long seed;
  private final ArrayDeque<PageReader> free = new ArrayDeque<>();
  private final ArrayDeque<JsonPageReader> freeJson = new ArrayDeque<>();

  /// @param seed random, so that nobody can make up lines that are taken for one another
  Readers(long seed) {
    this.seed = seed;
  }

  synchronized PageReader take() {
    PageReader reader = free.pollLast();
    return reader == null ? new PageReader(seed, PageLimits.USUAL) : reader;
  }

  synchronized void giveBack(PageReader reader) {
    if (free.size() < MOST) {
      free.addLast(reader);
    }
  }

  synchronized JsonPageReader takeJson() {
    JsonPageReader reader = freeJson.pollLast();
    return reader == null ? new JsonPageReader(seed, JsonRules.DEFAULT) : reader;
  }

  synchronized void giveBack(JsonPageReader reader) {
    if (freeJson.size() < MOST) {
      freeJson.addLast(reader);
    }
  }
}
