package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Destinations that are down, come and go, and a program that is killed.
final class DestinationIT {
  private static final Reaction BUSY = Reaction.status(503);

  @TempDir private Path folder;

  @Test
  void killed_deliversAfterwardsWhatWaited() throws Exception {
    // Another one for each life: what the first sent may be answered when it is long dead.
    try (var busy = new FaultyPeer().always(BUSY);
        var peer = new FaultyPeer()) {
      double last;
      try (var sonde = start(shipper("first", busy))) {
        var page = sonde.await(() -> account(sonde), each -> each.runs() > 20);
        assertThat(page.accepted("first")).isPositive();
        assertThat(page.delivered("first")).isZero();
        last = page.runs();
        sonde.await(() -> account(sonde), each -> each.runs() > page.runs() + 1);
        sonde.signal("KILL");
        sonde.awaitEnd();
      }
      try (var sonde = start(shipper("first", peer))) {
        sonde.await(() -> runs(peer), each -> restart(each) < each.size());
        assertThat(account(sonde).dropped("first")).isZero();
        account(sonde).addsUp("first");
      }
      var runs = runs(peer);
      int restart = restart(runs);
      follow(runs.subList(0, restart));
      follow(runs.subList(restart, runs.size()));
      assertThat(runs.getFirst()).isZero();
      assertThat(runs.get(restart - 1)).isGreaterThanOrEqualTo(last);
    }
  }

  @Test
  void destinationThatIsDown_hindersNobody() throws Exception {
    int nobody = Ports.free();
    try (var well = new FaultyPeer();
        var busy = new FaultyPeer().always(BUSY);
        var sonde =
            start(
                shipper("well", well)
                    + shipper("busy", busy)
                    + shipper("absent", "http://127.0.0.1:" + nobody + "/in"))) {
      var health =
          sonde.await(
              sonde::health,
              each ->
                  each.component("busy").at("state").text().equals("failing")
                      && each.component("absent").at("state").text().equals("failing"));
      assertThat(health.at("status").text()).isEqualTo("degraded");
      assertThat(health.component("busy").at("last_error").text()).contains("503");
      assertThat(health.component("well").at("state").text()).isEqualTo("ok");
      assertThat(health.component("journal").at("state").text()).isEqualTo("ok");
      sonde.await(() -> sonde.ask("/ready").status(), status -> status == 200);
      var before = account(sonde);
      var after =
          sonde.await(
              () -> account(sonde),
              each ->
                  each.runs() > before.runs() + 10
                      && each.delivered("well") > before.accepted("well"));
      after.addsUp("well", "busy", "absent");
      assertThat(after.delivered("busy")).isZero();
      assertThat(after.delivered("absent")).isZero();
      busy.always(Reaction.OK);
      sonde.await(() -> account(sonde), each -> each.delivered("busy") > after.accepted("busy"));
      follow(runs(busy));
    }
  }

  @Test
  void reload_addsAndRemovesDestinationsAndKeepsTheirPlace() throws Exception {
    try (var first = new FaultyPeer();
        var second = new FaultyPeer();
        var sonde = start(shipper("first", first))) {
      sonde.await(() -> runs(first).size(), size -> size > 5);
      reload(sonde, shipper("first", first) + shipper("second", second));
      sonde.await(() -> runs(second), each -> !each.isEmpty());
      assertThat(runs(second).getFirst()).as("start_at: oldest").isZero();

      // What it has taken is known to be taken when it takes no more: removing it loses nothing.
      first.always(BUSY);
      sonde.await(
          () -> sonde.health().component("first"),
          each -> each.at("consecutive_errors").number() > 0);
      reload(sonde, shipper("second", second));
      var removed = account(sonde);
      int had = runs(first).size();
      sonde.await(() -> account(sonde), each -> each.runs() > removed.runs() + 10);
      assertThat(runs(first)).hasSize(had);
      var without = sonde.await(() -> account(sonde), each -> each.runs() > removed.runs());
      assertThat(without.accepted("first")).isNaN();
      assertThat(sonde.health().component("first").value()).isNull();

      first.always(Reaction.OK);
      reload(sonde, shipper("second", second) + shipper("first", first));
      sonde.await(() -> runs(first).getLast(), last -> last > removed.runs() + 10);
      follow(runs(first));
      follow(runs(second));
      account(sonde).addsUp("second");
    }
  }

  private SondeProcess start(String shippers) throws IOException, InterruptedException {
    return Launch.in(folder).file(configuration(shippers)).start();
  }

  private void reload(SondeProcess sonde, String shippers)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("sonde.yaml"), configuration(shippers));
    assertThat(sonde.request("POST", "/-/reload").status()).isEqualTo(200);
  }

  /// A run that is given up would be missing among those that follow each other.
  private String configuration(String shippers) {
    return "interval: 200ms\ntimeout: 3m\ndata_dir: "
        + folder.resolve("data")
        + "\nshippers:\n"
        + shippers;
  }

  private static String shipper(String name, FaultyPeer peer) {
    return shipper(name, peer.url("/in"));
  }

  private static String shipper(String name, String url) {
    return """
      - type: http_json
        name: %s
        url: "%s"
        start_at: oldest
        batch: {linger: 100ms}
        retry: {base: 100ms, cap: 500ms}
        timeout: 3m
    """
        .formatted(name, url);
  }

  private static Account account(SondeProcess sonde) throws IOException, InterruptedException {
    return new Account(sonde.page());
  }

  /// What arrived of a counter that every run of its collector raises by one.
  private static List<Double> runs(FaultyPeer peer) {
    var runs = new ArrayList<Double>();
    for (var each : peer.accepted()) {
      for (var metric : Json.of(each.text()).at("metrics").elements()) {
        if (metric.at("name").text().equals("sonde_component_runs_total")
            && metric.at("labels").at("component").text().equals("self")) {
          runs.add(metric.at("value").number());
        }
      }
    }
    return runs;
  }

  /// Where the counter begins anew.
  private static int restart(List<Double> runs) {
    int at = 1;
    while (at < runs.size() && runs.get(at) > runs.get(at - 1)) {
      at++;
    }
    return at;
  }

  /// None is missing, none is there twice, all are in order.
  private static void follow(List<Double> runs) {
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i)).isEqualTo(runs.get(i - 1) + 1);
    }
  }
}
