package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.collectors.container.engine.EventLines;
import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.watching.Bell;
import dev.sonde.collectors.discovery.watching.Crew;
import dev.sonde.collectors.discovery.watching.Retreat;
import dev.sonde.http.Streamed;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at one engine: at once, soon after it says that something happened to a container, and
/// every interval whatever it says. What counts is what the look then finds, so an engine whose
/// events are lost, late or forbidden is only looked at less promptly.
final class EngineWatch {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.discovery.docker");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final EngineApi api;
  private final Duration interval;
  private final Pause pause;
  private final Retreat looks;
  private final Retreat streams;
  private final Bell bell = new Bell();

  /// Asks the engine.
  interface Look {
    /// @return did it answer? If not it is asked again soon
    boolean look() throws InterruptedException;
  }

  EngineWatch(EngineApi api, Duration interval, Pause pause, SplittableRandom random) {
    this.api = api;
    this.interval = interval;
    this.pause = pause;
    this.looks = new Retreat(pause, random.split());
    this.streams = new Retreat(pause, random.split());
  }

  /// Until interrupted.
  ///
  /// @param crew whose threads wait for what it says, and for the interval
  void run(Crew crew, Look look) throws InterruptedException {
    crew.start(this::listen);
    crew.start(this::tick);
    while (!look.look()) {
      looks.pause();
    }
    while (true) {
      looks.reset();
      pause.of(SHORTEST);
      bell.await();
      while (!look.look()) {
        looks.pause();
      }
    }
  }

  private void tick() throws InterruptedException {
    while (true) {
      pause.of(interval);
      bell.ring();
    }
  }

  private void listen() throws InterruptedException {
    while (true) {
      try {
        follow();
      } catch (IOException e) {
        LOG.debug("no events: {}", e.getMessage());
        streams.pause();
      }
    }
  }

  private void follow() throws IOException, InterruptedException {
    EngineApi.Answer version = api.version();
    boolean fewer = !EngineApi.isPodman(version.body());
    long since = version.since();
    bell.ring();
    while (true) {
      Streamed ended = api.events(since, fewer, SILENCE, new EventLines(_ -> bell.ring()));
      if (ended.end() != Streamed.End.QUIET) {
        throw new IOException("it ended the stream of events");
      }
      since = api.version().since();
      streams.reset();
    }
  }
}
