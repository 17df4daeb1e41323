package com.example.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Allowance;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.Role;
import dev.sonde.api.Time;
import dev.sonde.client.GenericMetricsSender;
import dev.sonde.client.SinkConfig;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.receivers.sonde.SondeReceiver;
import dev.sonde.testkit.RecordedPush;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program, and a hub that takes batches over HTTP.
@Timeout(120)
class QuickStartTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<RecordedPush> pushes = new CopyOnWriteArrayList<>();
  private final SondeReceiver receiver =
      new SondeReceiver(
          new Desk(this::begin, new Bodies(() -> new BodyLimits(1 << 20, 1 << 20)), _ -> {}),
          (_, _) -> 0,
          new Agents(Time.SYSTEM, () -> Duration.ofMinutes(15)));
  @TempDir private Path folder;

  @Test
  void whatItMeasures_arrives() throws Exception {
    try (var hub = Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, this::answer)) {
      SinkConfig config = SinkConfig.inFolder("ws://" + hub.address() + "/ws/metrics", folder);
      var sender = GenericMetricsSender.open(config);
      Thread program = Thread.ofPlatform().start(() -> run(sender));
      while (sender.status().taken() < 5) {
        Thread.onSpinWait();
      }
      program.interrupt();
      program.join();
      assertThat(sender.close(LONG).pending()).isZero();
    }
    assertThat(pushes.stream().flatMap(each -> each.lines().stream()))
        .anyMatch(line -> line.startsWith("event{event_name=\"start\",origin=\"application\"} 1.0"))
        .anyMatch(line -> line.startsWith("event_try{event_name=\"start\""))
        .anyMatch(line -> line.startsWith("threads{origin=\"application\"}"))
        .anyMatch(line -> line.startsWith("orders{origin=\"application\"} 3.0"));
  }

  private static void run(GenericMetricsSender sender) {
    try {
      QuickStart.run(sender, LONG);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Response answer(Request request) throws Exception {
    for (Entrance each : receiver.entrances()) {
      if (each.path().equals(request.path()) && each.method().equals(request.method())) {
        return each.handler().handle(request, anybody());
      }
    }
    return Response.error(404, "nothing");
  }

  private Push begin(Caller caller, Labels more) {
    var push = new RecordedPush(Time.SYSTEM.wallMillis());
    pushes.add(push);
    return push;
  }

  private static Caller anybody() {
    return Caller.unnamed(Role.INGEST, new Allowance(Allowance.Limits.NONE, Time.SYSTEM, 7));
  }
}
