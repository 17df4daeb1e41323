package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Nginx.Request;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// One shipper with TLS settings of its own, the server it meets, and what should come of it.
///
/// @param name what it shows
/// @param id its name as a shipper, and the path of its requests
/// @param address of the server: `host:port`
/// @param tls settings, in YAML's flow form without braces
record TlsCase(String name, String id, String address, String tls, Group group, Wanted wanted) {
  private static final int HOPELESS = 40;

  /// Versions before 1.2 and `TLS_RSA_…` are for a whole process, so they have one of their own.
  enum Group {
    MODERN,
    OLD
  }

  /// What should come of it.
  sealed interface Wanted {
    /// Requests arrive, and all of them are so.
    record Taken(int count, Predicate<Request> how) implements Wanted {}

    /// None arrives, and the last error holds each of these words.
    record Refused(List<String> words) implements Wanted {}
  }

  String shipper() {
    return """
      - type: http_json
        name: %s
        url: "https://%s/%s"
        start_at: oldest
        timeout: 1m
        batch: {samples: 500, linger: 100ms}
        retry: {base: 300ms, cap: 1s}
        processors: [{keep: {name: sonde_component_runs_total}}]
        tls: {enabled: true%s}
    """
        .formatted(id, address, id, tls.isEmpty() ? "" : ", " + tls);
  }

  void judge(SondeProcess sonde, Nginx nginx) throws IOException, InterruptedException {
    switch (wanted) {
      case Wanted.Taken(int count, var how) -> {
        sonde.await(
            () -> standing(sonde),
            each -> arrived(nginx).size() >= count || errors(each) >= HOPELESS);
        assertThat(arrived(nginx))
            .as(() -> problem(sonde))
            .hasSizeGreaterThanOrEqualTo(count)
            .allMatch(each -> each.status() == 200 && how.test(each));
      }
      case Wanted.Refused(var words) -> {
        // The first attempts may have been given up on a busy machine.
        var failed =
            sonde.await(
                () -> standing(sonde),
                each -> words.stream().allMatch(error(each)::contains) || errors(each) >= HOPELESS);
        assertThat(error(failed)).contains(words);
        assertThat(arrived(nginx)).noneMatch(each -> each.status() == 200);
      }
    }
  }

  private List<Request> arrived(Nginx nginx) {
    return nginx.requests("/" + id);
  }

  private Json standing(SondeProcess sonde) throws IOException, InterruptedException {
    return sonde.health().component(id);
  }

  private static String error(Json destination) {
    return destination.at("last_error").text().toLowerCase(Locale.ROOT);
  }

  private static double errors(Json destination) {
    return destination.at("consecutive_errors").number();
  }

  private String problem(SondeProcess sonde) {
    try {
      return name + ": " + standing(sonde);
    } catch (IOException unknown) {
      return name + ": " + unknown;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return name;
    }
  }
}
