package com.example.embedding;

import dev.sonde.http.Address;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// A program that has something else to do, and is measured while it does.
public final class Shop {
  private final LongAdder orders = new LongAdder();
  private final AtomicInteger waiting = new AtomicInteger();

  private Shop() {}

  /// A shop with no orders yet.
  public static Shop open() {
    return new Shop();
  }

  /// Somebody wants something.
  public void order() {
    orders.increment();
    waiting.incrementAndGet();
  }

  /// Somebody has got it.
  public void deliver() {
    waiting.decrementAndGet();
  }

  /// How often somebody wanted something.
  long orders() {
    return orders.sum();
  }

  /// How many wait for it.
  int waiting() {
    return waiting.get();
  }

  /// Runs until it is told to end.
  ///
  /// @param arguments a folder for the journal, and the URL of a receiver
  public static void main(String... arguments) throws Exception {
    Shop shop = open();
    Telemetry telemetry =
        Telemetry.start(
            new ShopMetrics(shop),
            Path.of(arguments[0]),
            arguments[1],
            Address.parse("127.0.0.1:9101"));
    Runtime.getRuntime().addShutdownHook(new Thread(telemetry::close));
    shop.order();
    Thread.currentThread().join();
  }
}
