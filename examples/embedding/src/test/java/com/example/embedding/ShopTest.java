package com.example.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Address;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole program: what it measures stands on its page, and arrives, though the receiver was
/// away.
@Timeout(120)
class ShopTest {
  private final FaultyPeer receiver = new FaultyPeer();
  private final Shop shop = Shop.open();
  @TempDir private Path folder;

  ShopTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    receiver.close();
  }

  @Test
  void ordersAndTheMachine_standOnThePage_andArrive() throws Exception {
    shop.order();
    shop.order();
    shop.deliver();
    try (Telemetry telemetry = telemetry()) {
      assertThat(page(telemetry))
          .contains("# TYPE shop_orders_total counter\nshop_orders_total 2\n")
          .contains("# TYPE shop_orders_waiting gauge\nshop_orders_waiting 1\n")
          .contains("system_memory_total_bytes ");
      awaitArrival(1, "shop_orders_total", "system_memory_total_bytes");
    }
  }

  @Test
  void receiverThatWasAway_getsWhatTheRunBeforeMeasured() throws Exception {
    receiver.always(new Reaction.Closed());
    shop.order();
    try (Telemetry telemetry = telemetry()) {
      assertThat(page(telemetry)).contains("shop_orders_total 1\n");
      receiver.awaitReceived(1);
    }
    int before = receiver.received().size();
    receiver.always(Reaction.OK);
    shop.order();
    try (Telemetry telemetry = telemetry()) {
      assertThat(page(telemetry)).contains("shop_orders_total 2\n");
      awaitArrival(before + 1, "\"shop_orders_total\",\"value\":1");
    }
  }

  private Telemetry telemetry() throws IOException, InterruptedException {
    return Telemetry.start(
        new ShopMetrics(shop), folder, receiver.url("/metrics"), Address.parse("127.0.0.1:0"));
  }

  /// From this request on: collectors that take longer than others come with a later one.
  private void awaitArrival(int request, String... parts) throws InterruptedException {
    var arrived = new StringBuilder();
    for (int next = request; !hasAll(arrived, parts); next++) {
      arrived.append(receiver.awaitReceived(next).get(next - 1).text());
    }
  }

  private static boolean hasAll(StringBuilder text, String... parts) {
    return Stream.of(parts).allMatch(each -> text.indexOf(each) >= 0);
  }

  /// The page once there is something on it.
  private static String page(Telemetry telemetry) throws IOException, InterruptedException {
    var url = URI.create("http://" + telemetry.address() + "/metrics");
    try (var client = HttpClient.newHttpClient()) {
      String page = "";
      while (!page.contains("shop_") || !page.contains("system_memory_total_bytes")) {
        page = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
      }
      return page;
    }
  }
}
