package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Targets that come, go and misbehave, as `/targets` and a receiver see them.
final class TargetsIT {
  private static final String TEXT = "text/plain; version=0.0.4";
  private static final String OPEN = "application/openmetrics-text; version=1.0.0";
  private static final Reaction PAGE = answer(TEXT, "# TYPE reading gauge\nreading 1\n");

  @TempDir private Path folder;

  @Test
  void targetsThatMisbehave_areNamedWithTheirReason() throws Exception {
    try (var well = new FaultyPeer().always(PAGE);
        var failing = new FaultyPeer().always(Reaction.status(500));
        var elsewhere = new FaultyPeer().always(redirect(well.url("/there")));
        var circle = new FaultyPeer();
        var silent = new FaultyPeer().always(new Reaction.Silence());
        var liar = new FaultyPeer().always(raw("Content-Length: 1000", "reading 1\n"));
        var foreign = new FaultyPeer().always(answer("text/html", "<html>"));
        var broken = new FaultyPeer().always(answer(OPEN, "reading 1\nreading\n"))) {
      circle.always(redirect(circle.url("/again")));
      var nobody = "http://127.0.0.1:" + Ports.free() + "/metrics";
      var targets =
          target("well", well)
              + target("nobody", nobody)
              + target("failing", failing)
              + target("elsewhere", elsewhere)
              + target("circle", circle)
              + target("silent", silent)
              + target("liar", liar)
              + target("foreign", foreign)
              + target("broken", broken);
      try (var sonde = Launch.in(folder).file(configuration(targets, "")).start()) {
        says(sonde, "well", "up", "");
        says(sonde, "elsewhere", "up", "");
        says(sonde, "nobody", "down", "refused");
        says(sonde, "failing", "down", "500");
        says(sonde, "circle", "down", "redirect");
        says(sonde, "silent", "down", "");
        says(sonde, "liar", "down", "");
        says(sonde, "foreign", "down", "text/html");
        says(sonde, "broken", "down", "line 2");
        sonde.await(
            () -> sonde.page().at("reading{%s}".formatted(labels("well", well))),
            value -> value == 1);
        sonde.await(
            () -> sonde.page().at("up{%s}".formatted(labels("liar", liar))), value -> value == 0);
        assertThat(envelope(sonde)).isEqualTo("success");
      }
    }
  }

  @Test
  void targetThatChanges_isFollowed() throws Exception {
    try (var peer = new FaultyPeer().always(PAGE);
        var sonde = Launch.in(folder).file(configuration(target("changing", peer), "")).start()) {
      var series = "reading{%s}".formatted(labels("changing", peer));
      sonde.await(() -> sonde.page().at(series), value -> value == 1);
      peer.always(answer(OPEN, "# TYPE reading gauge\nreading 2\n# EOF\n"));
      sonde.await(() -> sonde.page().at(series), value -> value == 2);
      says(sonde, "changing", "up", "");
      peer.always(answer(OPEN, "# TYPE reading gauge\nreading 3\n"));
      says(sonde, "changing", "down", "EOF");
      sonde.await(() -> sonde.page().at(series), value -> Double.isNaN(value));
      peer.always(PAGE);
      sonde.await(() -> sonde.page().at(series), value -> value == 1);
      peer.always(new Reaction.Closed());
      says(sonde, "changing", "down", "");
    }
  }

  @Test
  void fileOfTargets_isWatched() throws Exception {
    try (var one = new FaultyPeer().always(PAGE);
        var two = new FaultyPeer().always(PAGE)) {
      list(one);
      var job =
          """
              jobs:
                - job_name: listed
                  scrape_interval: 1s
                  file_sd_configs: [{files: [targets.json], refresh_interval: 500ms}]
          """;
      try (var sonde = Launch.in(folder).file(configuration(job)).start()) {
        sonde.await(() -> addresses(sonde), List.of(address(one))::equals);
        list(one, two);
        sonde.await(() -> addresses(sonde), List.of(address(one), address(two))::equals);
        list(two);
        sonde.await(() -> addresses(sonde), List.of(address(two))::equals);
        sonde.await(
            () -> sonde.page().at("up{instance=\"%s\",job=\"listed\"}".formatted(address(one))),
            value -> Double.isNaN(value));
      }
    }
  }

  @Test
  void reload_goesOnWithWhatStays_andEndsWhatGoes() throws Exception {
    try (var store = new Prometheus(folder.resolve("store")).ready();
        var stays = new FaultyPeer().always(PAGE);
        var goes = new FaultyPeer().always(PAGE)) {
      var shipper =
          """
          shippers:
            - {type: prometheus_remote_write, url: "%s", batch: {linger: 100ms}}
          """
              .formatted(store.writeUrl());
      var both = unhurried("stays", stays) + unhurried("goes", goes);
      try (var sonde = Launch.in(folder).file(configuration(both, shipper)).start()) {
        sonde.await(() -> scrapes(store, "stays"), count -> count > 1);
        sonde.await(() -> store.now("reading{job=\"goes\"}"), List.of(1.0)::equals);
        rewrite(configuration(unhurried("stays", stays), shipper));
        assertThat(sonde.request("POST", "/-/reload").status()).isEqualTo(200);
        long before = scrapes(store, "stays");
        sonde.await(() -> store.now("reading{job=\"goes\"}"), List::isEmpty);
        sonde.await(() -> store.now("up{job=\"goes\"}"), List::isEmpty);
        assertThat(gaps(store, "stays")).isEmpty();
        sonde.await(() -> scrapes(store, "stays"), count -> count > before + 1);
        assertThat(gaps(store, "goes")).isNotEmpty();
        assertThat(gaps(store, "stays")).isEmpty();
        assertThat(store.now("sum_over_time(scrape_series_added{job=\"stays\"}[1h])"))
            .containsExactly(1.0);
      }
    }
  }

  /// A stale marker makes one: instants of the last two seconds without a value.
  private static List<Double> gaps(Store store, String job)
      throws IOException, InterruptedException {
    return store.now(
        "sum_over_time((vector(1) unless on() reading{job=\"%s\"})[2s:10ms])".formatted(job));
  }

  private static long scrapes(Store store, String job) throws IOException, InterruptedException {
    return store.samples("reading{job=\"%s\"}".formatted(job)).values().stream()
        .mapToLong(Map::size)
        .sum();
  }

  private static void says(SondeProcess sonde, String job, String health, String error)
      throws IOException, InterruptedException {
    var found =
        sonde.await(
            () -> active(sonde).first(each -> each.at("scrapePool").text().equals(job)),
            each ->
                each.at("health").text().equals(health)
                    && each.at("lastError").text().contains(error));
    assertThat(found.at("lastError").text()).as(job).contains(error);
    assertThat(found.at("lastError").text().isEmpty()).as(job).isEqualTo(health.equals("up"));
  }

  private static Json active(SondeProcess sonde) throws IOException, InterruptedException {
    return Json.of(sonde.ask("/targets").text()).at("activeTargets");
  }

  private static String envelope(SondeProcess sonde) throws IOException, InterruptedException {
    return Json.of(sonde.ask("/api/v1/targets").text()).at("status").text();
  }

  private static List<String> addresses(SondeProcess sonde)
      throws IOException, InterruptedException {
    return active(sonde).elements().stream()
        .filter(each -> each.at("health").text().equals("up"))
        .map(each -> each.at("labels").at("instance").text())
        .toList();
  }

  private void list(FaultyPeer... peers) throws IOException {
    var addresses = List.of(peers).stream().map(each -> "\"" + address(each) + "\"").toList();
    var file = Files.writeString(folder.resolve("new"), "[{\"targets\": " + addresses + "}]");
    Files.move(
        file,
        folder.resolve("targets.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void rewrite(String text) throws IOException {
    Files.writeString(folder.resolve("sonde.yaml"), text);
  }

  private static String configuration(String targets, String more) {
    return configuration("    targets:\n" + targets) + more;
  }

  private static String configuration(String scrape) {
    return """
    hostname: ""
    interval: 200ms
    timeout: 1m
    collectors:
      host: {enabled: false}
      scrape:
        live: true
    """
        + scrape;
  }

  private static String target(String name, FaultyPeer peer) {
    return target(name, peer.url("/metrics"));
  }

  private static String target(String name, String url) {
    return "      - {name: %s, url: \"%s\", interval: 1s}\n".formatted(name, url);
  }

  /// A scrape that is given up makes a gap: this one has room for a busy machine, and few are
  /// enough.
  private static String unhurried(String name, FaultyPeer peer) {
    return "      - {name: %s, url: \"%s\", interval: 10s}\n".formatted(name, peer.url("/metrics"));
  }

  private static String labels(String job, FaultyPeer peer) {
    return "instance=\"" + address(peer) + "\",job=\"" + job + "\"";
  }

  private static String address(FaultyPeer peer) {
    return peer.url("").substring("http://".length());
  }

  private static Reaction redirect(String to) {
    return new Reaction.Answer(302, Map.of("Location", to), "");
  }

  private static Reaction answer(String type, String body) {
    return new Reaction.Answer(200, Map.of("Content-Type", type), body);
  }

  private static Reaction raw(String header, String body) {
    return new Reaction.Raw(
        "HTTP/1.1 200 OK\r\nContent-Type: " + TEXT + "\r\n" + header + "\r\n\r\n" + body);
  }
}
