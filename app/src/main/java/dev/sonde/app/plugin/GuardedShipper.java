package dev.sonde.app.plugin;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A plugin's shipper, made when it is first used: each call is made on a thread of the plugin's,
/// and given up when it takes too long. What it throws is as no answer.
final class GuardedShipper implements Shipper {
  private static final Duration ENCODING = Duration.ofMinutes(1);
  private static final Duration SENDING = Duration.ofMinutes(5);

  private final Guard guard;
  private final Supplier<Shipper> make;
  private @Nullable Shipper made;

  GuardedShipper(Guard guard, Supplier<Shipper> make) {
    this.guard = guard;
    this.make = make;
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return guard.ask(
        "encode", ENCODING, () -> Objects.requireNonNull(made().encode(shipment), "no body"));
  }

  @Override
  public void stands(long waiting, long dropped) {
    guard.ask(
        "stands",
        guard.quick(),
        () -> {
          made().stands(waiting, dropped);
          return true;
        },
        false);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    return answer(
        "send", SENDING, () -> Objects.requireNonNull(made().send(encoded), "no outcome"));
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException {
    return answer("progress", ENCODING, () -> made().progress(instance, epoch));
  }

  @Override
  public OptionalLong durable(UUID instance, long epoch) {
    return guard.ask(
        "durable", guard.quick(), () -> made().durable(instance, epoch), OptionalLong.empty());
  }

  @Override
  public boolean answers() {
    return guard.ask("answers", ENCODING, () -> made().answers(), false);
  }

  @Override
  public Examination examine() {
    try {
      return guard.ask("examine", ENCODING, () -> made().examine());
    } catch (PluginException failed) {
      return new Examination(false, List.of(String.valueOf(failed.getMessage())));
    }
  }

  @Override
  public void close() {
    Shipper shipper = take();
    if (shipper != null) {
      guard.ask(
          "close",
          guard.usual(),
          () -> {
            shipper.close();
            return true;
          },
          false);
      guard.closed();
    }
  }

  private <T> T answer(String what, Duration limit, Callable<T> task)
      throws IOException, InterruptedException {
    try {
      return guard.threads().call(what, limit, task);
    } catch (PluginException failed) {
      throw new IOException("plugin " + guard.plugin() + ": " + failed.getMessage(), failed);
    }
  }

  private synchronized Shipper made() {
    Shipper shipper = made;
    if (shipper == null) {
      shipper = Objects.requireNonNull(make.get(), "no shipper");
      made = shipper;
      guard.made();
    }
    return shipper;
  }

  private synchronized @Nullable Shipper take() {
    Shipper shipper = made;
    made = null;
    return shipper;
  }
}
