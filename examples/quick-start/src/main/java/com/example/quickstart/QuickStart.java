package com.example.quickstart;

import dev.sonde.framework.CollectorRegistry;
import java.io.PrintStream;

/// All of it, for the container that the command line names.
public final class QuickStart {
  private QuickStart() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("name one container, such as: QuickStart web");
    }
    try (var registry = new CollectorRegistry()) {
      run(registry, arguments[0], System.out);
    }
  }

  public static void run(CollectorRegistry registry, String container, PrintStream out)
      throws InterruptedException {
    out.println("# Basic usage");
    BasicUsage.run(registry, container, out);
    out.println("# Custom collector creation");
    BuiltCollector.run(registry, container, out);
    out.println("# Creating custom collectors");
    OwnType.run(registry, container, out);
  }
}
