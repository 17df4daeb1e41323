package dev.sonde.client;

import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.journal.JournalContext;
import dev.sonde.shippers.sonde.SondeShipperConfig;
import dev.sonde.shippers.sonde.SondeShipperFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a sink works with besides its configuration: clocks, the way to the hub, what the process
/// says of itself.
///
/// @param context of its journals
/// @param courier how batches are filled, and how long it waits after a failure
/// @param shipper makes the way to the hub
/// @param grace how long the journal has to take what is in memory and to close, however little
///   time there is
record Means(
    Time time,
    JournalContext context,
    CourierConfig courier,
    Supplier<Shipper> shipper,
    Duration grace) {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client");
  private static final Path MACHINE_ID = Path.of("/etc/machine-id");

  /// As agents do it, but for shorter waits: a program measures little and ends often.
  private static final CourierConfig COURIER =
      new CourierConfig(
          10_000,
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          3,
          20,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  /// What a program has.
  ///
  /// @throws IllegalArgumentException when the address, the key or TLS is wrong
  static Means of(SinkConfig config) {
    var calls = new HangingCalls();
    var tls = new TlsContexts(Time.SYSTEM, calls);
    tls.expect(config.tls());
    SondeShipperConfig hub =
        SondeShipperConfig.of(HubAddress.of(config.url()), config.key(), config.tls());
    var factory = new SondeShipperFactory(tls);
    var surroundings = new Surroundings(System.getenv(), calls);
    return new Means(
        Time.SYSTEM,
        context(Time.SYSTEM, machineId()),
        COURIER,
        () -> factory.create(hub, surroundings),
        Ending.MOMENT);
  }

  static JournalContext context(Time time, String machineId) {
    return new JournalContext(
        time, new AtomicInteger()::getAndIncrement, machineId, Means::journalDied);
  }

  Means with(CourierConfig other, Duration longer) {
    return new Means(time, context, other, shipper, longer);
  }

  /// For threads that end within the time given.
  Ending ending(Duration most) {
    return new Ending(time, most, grace);
  }

  private static void journalDied() {
    LOG.error(
        "a defect ended the thread that writes metrics down: from now on they are refused; what was"
            + " taken is there at the next start");
  }

  private static String machineId() {
    try {
      return Files.isReadable(MACHINE_ID) ? Files.readString(MACHINE_ID).strip() : "";
    } catch (IOException unreadable) {
      LOG.debug("{} can't be read", MACHINE_ID, unreadable);
      return "";
    }
  }
}
