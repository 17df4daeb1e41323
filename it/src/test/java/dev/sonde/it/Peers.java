package dev.sonde.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Real programs, found or fetched by the script `it/peers`.
///
/// They are kept in `it/target/peers`, or where `SONDE_PEERS` says. One that can't be had fails the
/// test on CI (`CI=true`) and skips it elsewhere.
public final class Peers {
  private static final long FETCH_MINUTES = 5;

  private Peers() {}

  /// Where the program is; fetched when it is not there yet.
  public static Path program(String name) throws IOException, InterruptedException {
    var folder = folder();
    var fetch =
        new ProcessBuilder("./peers", folder.toString(), name)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
    var said = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!fetch.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
      fetch.destroy();
    }
    if (fetch.waitFor() != 0) {
      absent(said);
    }
    return folder.resolve("bin").resolve(name);
  }

  private static Path folder() {
    var set = System.getenv("SONDE_PEERS");
    return Path.of(set == null ? "target/peers" : set).toAbsolutePath();
  }

  /// Fails on CI, skips elsewhere.
  public static void absent(String why) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(why);
    }
    System.err.println("skipped: " + why);
    Assumptions.abort(why);
  }
}
