package dev.sonde.bench.targets;

import java.util.Arrays;
import java.util.TreeMap;

/// Who got how many pages of which target. For one thread.
final class Account {
  private final int targets;
  private final long intervalMillis;
  private final TreeMap<String, Agent> agents = new TreeMap<>();

  Account(int targets, long intervalMillis) {
    this.targets = targets;
    this.intervalMillis = intervalMillis;
  }

  /// @param name its User-Agent
  Agent agent(String name) {
    return agents.computeIfAbsent(name, _ -> new Agent());
  }

  /// As JSON, by name of the agent.
  String json(int samplesOfPage) {
    var text = new StringBuilder("{");
    agents.forEach((name, agent) -> {
      text.append(text.length() > 1 ? ", " : "").append('"');
      text.append(name.replaceAll("[\\\\\"\\p{Cntrl}]", "?")).append("\": ");
      text.append(agent.json(samplesOfPage));
    });
    return text.append('}').toString();
  }

  /// How many pages each target served to all of them, as a JSON list.
  String pages() {
    var all = new int[targets];
    for (var agent : agents.values()) {
      Arrays.setAll(all, target -> all[target] + agent.pagesOf[target]);
    }
    return Arrays.toString(all) + '\n';
  }

  /// What one agent got.
  final class Agent {
    private final int[] pagesOf = new int[targets];
    private final int[] missedOf = new int[targets];
    private final long[] lastMillis = new long[targets];
    private long pages;
    private long bytes;
    private long zipped;
    private long openMetrics;
    private long longestGapMillis;

    /// A page went out whole.
    void served(int target, long nowMillis, long length, boolean zip, boolean open) {
      if (pagesOf[target]++ > 0) {
        long gap = nowMillis - lastMillis[target];
        longestGapMillis = Math.max(longestGapMillis, gap);
        missedOf[target] += Math.max(0, (int) Math.round(gap / (double) intervalMillis) - 1);
      }
      lastMillis[target] = nowMillis;
      pages++;
      bytes += length;
      zipped += zip ? 1 : 0;
      openMetrics += open ? 1 : 0;
    }

    private String json(int samplesOfPage) {
      int seen = 0;
      int least = Integer.MAX_VALUE;
      int most = 0;
      long missed = 0;
      for (int target = 0; target < targets; target++) {
        missed += missedOf[target];
        if (pagesOf[target] > 0) {
          seen++;
          least = Math.min(least, pagesOf[target]);
          most = Math.max(most, pagesOf[target]);
        }
      }
      return ("{\"pages\": %d, \"samples\": %d, \"bytes\": %d, \"targets\": %d, \"least\": %d, "
              + "\"most\": %d, \"missed\": %d, \"longest_gap_ms\": %d, \"gzip\": %d, "
              + "\"openmetrics\": %d}")
          .formatted(
              pages,
              pages * samplesOfPage,
              bytes,
              seen,
              seen == 0 ? 0 : least,
              most,
              missed,
              longestGapMillis,
              zipped,
              openMetrics);
    }
  }
}
