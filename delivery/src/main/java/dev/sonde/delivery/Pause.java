package dev.sonde.delivery;

import java.util.concurrent.TimeUnit;

@FunctionalInterface
interface Pause {
  Pause REAL = TimeUnit.NANOSECONDS::sleep;

  void sleep(long nanos) throws InterruptedException;
}
