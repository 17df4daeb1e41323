package dev.sonde.it.journal;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an oracle does.
///
/// @param command the agent under test; `{port}`, `{data}` and `{NAME}` for each destination, which
///   becomes the receiver's port, are filled in
/// @param push where samples are pushed to, a path
/// @param health where it says 200 once it is ready, a path
/// @param destinations names, for `command`
/// @param kills how often it is killed
/// @param meanLife how long it lives on average once it is ready
/// @param rate samples a second, of all workers
/// @param named how many of the workers say who they are and push again until acknowledged
/// @param slots series of one worker, and samples in one push
/// @param inFlight how many batches the agent may have under way to one destination
/// @param quiet how long nothing new comes at the end before the rest counts as lost
record Plan(
    List<String> command,
    Dialect dialect,
    String push,
    String health,
    List<String> destinations,
    int kills,
    Duration meanLife,
    int rate,
    int workers,
    int named,
    int slots,
    int inFlight,
    Duration quiet,
    long seed) {
  private static final String PREFIX = "--";

  Plan {
    command = List.copyOf(command);
    destinations = List.copyOf(destinations);
    if (workers < 1 || slots < 1 || named > workers || inFlight < 1) {
      throw new IllegalArgumentException("there must be workers, series and a batch in flight");
    }
  }

  /// Reads `--key value …`, then the agent's command line after `--`.
  static Plan of(List<String> words) {
    int end = words.indexOf(PREFIX);
    if (end < 0 || end % 2 != 0) {
      throw new IllegalArgumentException("write --key value …, then -- and the agent's command");
    }
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < end; i += 2) {
      given.put(words.get(i).substring(PREFIX.length()), words.get(i + 1));
    }
    return new Options(given).plan(words.subList(end + 1, words.size()));
  }

  private record Options(Map<String, String> given) {
    private static final Set<String> KEYS =
        Set.of(
            "dialect",
            "push",
            "health",
            "destinations",
            "kills",
            "life",
            "rate",
            "workers",
            "named",
            "slots",
            "in-flight",
            "quiet",
            "seed");

    Options {
      if (!KEYS.containsAll(given.keySet())) {
        throw new IllegalArgumentException("there are " + KEYS + ", not all of " + given.keySet());
      }
    }

    Plan plan(List<String> command) {
      return new Plan(
          command,
          Dialect.valueOf(text("dialect", "LINES")),
          text("push", "/push"),
          text("health", "/health"),
          Arrays.asList(text("destinations", "receiver").split(",")),
          number("kills", 200),
          Duration.ofMillis(number("life", 1500)),
          number("rate", 5000),
          number("workers", 8),
          number("named", 0),
          number("slots", 50),
          number("in-flight", 1),
          Duration.ofMillis(number("quiet", 20_000)),
          number("seed", 1));
    }

    private String text(String key, String otherwise) {
      return given.getOrDefault(key, otherwise);
    }

    private int number(String key, int otherwise) {
      return given.containsKey(key) ? Integer.parseInt(given.get(key)) : otherwise;
    }
  }
}
