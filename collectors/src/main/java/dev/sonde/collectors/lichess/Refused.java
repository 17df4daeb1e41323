package dev.sonde.collectors.lichess;

import java.io.IOException;
import java.util.Locale;

/// Lichess answered, but not with what was asked for.
final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  Refused(int status, String what) {
    super(words(status, what));
    this.status = status;
  }

  /// Is there no such thing?
  boolean isMissing() {
    return status == 404;
  }

  private static String words(int status, String what) {
    String answered = String.format(Locale.ROOT, "Lichess answers %d to %s", status, what);
    return switch (status) {
      case 401 ->
          answered
              + ": it does not take the token; make a new one at lichess.org/account/oauth/token,"
              + " or leave it out, as none is needed for what is public";
      case 403 -> answered + ": it refuses this address, or what the token may do is not enough";
      case 404 -> answered + ": there is nothing of this name; is it written as Lichess writes it?";
      case 429 -> answered + ": too many requests from this address; all of them wait now";
      default -> answered;
    };
  }
}
