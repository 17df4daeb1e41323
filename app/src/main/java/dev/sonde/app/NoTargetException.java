package dev.sonde.app;

import java.io.Serial;

/// There is nothing to scrape, though the command line is right.
final class NoTargetException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  NoTargetException(String why) {
    super(why);
  }
}
