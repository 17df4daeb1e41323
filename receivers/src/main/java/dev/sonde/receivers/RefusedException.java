package dev.sonde.receivers;

import java.io.Serial;

/// A push that gets no further, with the status and the words its sender gets. Costs no stack
/// trace, since strangers cause it.
public final class RefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String why;

  /// @param why what to mend
  public RefusedException(int status, String why) {
    super(why, null, false, false);
    this.status = status;
    this.why = why;
  }

  /// What to mend.
  public String why() {
    return why;
  }

  /// What HTTP calls it.
  public int status() {
    return status;
  }
}
