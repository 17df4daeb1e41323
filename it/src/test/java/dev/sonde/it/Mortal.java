package dev.sonde.it;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A Sonde that is killed and started again. What its page shows is safe when it shows the next one
/// of its kind.
final class Mortal implements AutoCloseable {

  private final Starting starting;
  private final Map<String, Integer> last = new HashMap<>();
  private final Map<String, Set<Integer>> safe = new HashMap<>();
  private SondeProcess process;

  /// How it is started, on the same folder each time.
  interface Starting {
    Launch launch() throws IOException;
  }

  Mortal(Starting starting) throws IOException, InterruptedException {
    this.starting = starting;
    this.process = spawn();
  }

  private SondeProcess spawn() throws IOException, InterruptedException {
    SondeProcess spawned = starting.launch().spawn();
    boolean listens = false;
    try {
      spawned.awaitListening();
      listens = true;
      return spawned;
    } finally {
      if (!listens) {
        spawned.close();
      }
    }
  }

  SondeProcess process() {
    return process;
  }

  /// Kills it and starts it again.
  void fell() throws IOException, InterruptedException {
    kill();
    rise();
  }

  void kill() throws IOException, InterruptedException {
    process.signal("KILL");
    process.awaitEnd();
    process.close();
    last.clear();
  }

  void rise() throws IOException, InterruptedException {
    process = spawn();
  }

  /// Ends it in peace.
  void end() throws IOException, InterruptedException {
    process.signal("TERM");
    process.awaitEnd();
    process.close();
  }

  /// Notes what its page shows.
  void look() throws IOException, InterruptedException {
    CountingPages.counts(process.page())
        .forEach((job, count) -> {
          Integer before = last.put(job, count);
          if (before != null && before < count) {
            safe.computeIfAbsent(job, _ -> new TreeSet<>()).add(before);
          }
        });
  }

  /// The counts it showed and had safe, by job.
  Map<String, Set<Integer>> safe() {
    return safe;
  }

  /// What its journal says about a destination; not while it runs.
  Json standing(String destination) throws IOException, InterruptedException {
    Launch.Finished inspected = starting.launch().words("journal", "inspect", "--json").finish();
    return Json.of(inspected.out())
        .at("destinations")
        .first(each -> each.at("name").text().equals(destination));
  }

  @Override
  public void close() {
    process.close();
  }
}
